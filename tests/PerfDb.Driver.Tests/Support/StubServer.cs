using System.Data.Common;

namespace PerfDb.Driver.Tests.Support;

/// <summary>
/// What a fake database answers. Tests set it before or between commands; one object stands behind all connections of a
/// <see cref="StubDataSource"/>.
/// </summary>
internal sealed class StubServer
{
    public string ConnectionString { get; set; } = "Host=stub";

    public string[] Columns { get; set; } = ["id", "name"];

    public object?[][] Rows { get; set; } = [[1, "one"], [2, "two"], [3, "three"]];

    /// <summary>The results after the first one; each has the same columns.</summary>
    public object?[][][] MoreResults { get; set; } = [];

    /// <summary>What a non-query affected, and a reader's RecordsAffected.</summary>
    public int Affected { get; set; } = -1;

    /// <summary>Runs when a command reaches the server, before anything is answered; may throw.</summary>
    public Action<string>? OnExecute { get; set; }

    /// <summary>Awaited by asynchronous commands after <see cref="OnExecute"/>, with the caller's token.</summary>
    public Func<CancellationToken, Task>? Latency { get; set; }

    /// <summary>Runs before each row is read, with the row's number; may throw.</summary>
    public Action<int>? OnRead { get; set; }

    /// <summary>Runs when a reader is closed.</summary>
    public Action? OnClose { get; set; }

    /// <summary>The texts of all commands that arrived; a batch is one text, joined by semicolons.</summary>
    public List<string> Received { get; } = [];

    /// <summary>Whether texts are kept in <see cref="Received"/>. Tests of allocations switch it off.</summary>
    public bool KeepsTexts { get; set; } = true;

    internal void Execute(string text)
    {
        if (KeepsTexts)
            Received.Add(text);
        OnExecute?.Invoke(text);
    }

    internal async Task ExecuteAsync(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Execute(text);
        if (Latency is { } latency)
            await latency(cancellationToken);
    }

    internal DbDataReader Open() => new StubReader(this);

    internal object? Scalar => Rows.Length == 0 ? null : Rows[0][0];
}
