namespace PerfDb.Cli.Demo;

/// <summary>The demo's result, as <c>--json</c> writes it.</summary>
internal sealed record DemoReport
{
    public required string Provider { get; init; }

    public required string Database { get; init; }

    public required int Seed { get; init; }

    public required int Workers { get; init; }

    /// <summary>How long the workload ran, which is less than was asked for if it was interrupted.</summary>
    public required double Seconds { get; init; }

    public required bool Interrupted { get; init; }

    public required long RowsCreated { get; init; }

    public required double FillSeconds { get; init; }

    public required long CallsTotal { get; init; }

    public required long ErrorsTotal { get; init; }

    public required long RowsTotal { get; init; }

    public required IReadOnlyList<StatementReport> Statements { get; init; }

    /// <summary>Null if the demo was interrupted before it had measured.</summary>
    public required Overhead? Overhead { get; init; }
}
