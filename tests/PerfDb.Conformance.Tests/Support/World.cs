using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace PerfDb.Conformance.Tests.Support;

/// <summary>
/// One side of a comparison: the objects a caller holds, and the record of what they answered. The same code runs on the
/// bare provider and on the driver; every call goes through <c>Do</c>, which notes its result, its exception and the
/// events it raised.
/// </summary>
internal sealed class World(Face face, DbDataSource dataSource, Database database, bool async) : IAsyncDisposable
{
    private readonly List<(object Object, string Name)> _names = [];
    private readonly List<object> _toDispose = [];

    public Trace Trace { get; } = new();

    public Face Face => face;

    public Database Database => database;

    public bool Async => async;

    public DbDataSource DataSource => dataSource;

    public DbConnection Connection { get; set; } = null!;

    public DbCommand Command { get; set; } = null!;

    public DbBatch Batch { get; set; } = null!;

    public DbDataReader Reader { get; set; } = null!;

    public DbTransaction Transaction { get; set; } = null!;

    public bool IsSqlite => face.Provider == Provider.Sqlite;

    /// <summary>Makes a connection whose events are noted, and which is disposed with this side.</summary>
    public DbConnection NewConnection(string name = "connection", bool noteEvents = true) => Watch(dataSource.CreateConnection(), name, noteEvents);

    public DbConnection Watch(DbConnection connection, string name, bool noteEvents = true)
    {
        Name(connection, name);
        if (noteEvents)
        {
            connection.StateChange += (sender, e) => Trace.Add("event StateChange", $"{Describe(sender)}: {e.OriginalState} → {e.CurrentState}");
            connection.Disposed += (sender, _) => Trace.Add("event Disposed", Describe(sender));
        }

        return connection;
    }

    public DbCommand NewCommand(string sql, DbConnection? connection = null, string name = "command")
    {
        var command = Name(face.CreateCommand(connection ?? Connection), name);
        command.CommandText = sql;
        return command;
    }

    /// <summary>Gives an object the name by which both sides know it, and sees to its disposal.</summary>
    public T Name<T>(T value, string name)
        where T : class
    {
        _names.RemoveAll(n => n.Name == name && !ReferenceEquals(n.Object, value));
        _names.Insert(0, (value, name));
        _toDispose.Add(value);
        return value;
    }

    public string Describe(object? value) => new Renderer(NameOf).Render(value);

    public void Note(string label, object? value) => Trace.Add(label, Describe(value));

    public void Do(Action call, [CallerArgumentExpression(nameof(call))] string label = "") => Do<object?>(
        () =>
        {
            call();
            return Nothing.Value;
        },
        label);

    public T? Do<T>(Func<T> call, [CallerArgumentExpression(nameof(call))] string label = "")
    {
        try
        {
            var result = call();
            Trace.Add(Clean(label), Describe(result));
            return result;
        }
        catch (Exception e)
        {
            Trace.Add(Clean(label), RenderError(e));
            return default;
        }
    }

    public Task Do(Action sync, Func<Task> asynchronously, [CallerArgumentExpression(nameof(sync))] string label = "") => Do<object?>(
        () =>
        {
            sync();
            return Nothing.Value;
        },
        async () =>
        {
            await asynchronously();
            return Nothing.Value;
        },
        label);

    public async Task<T?> Do<T>(Func<T> sync, Func<Task<T>> asynchronously, [CallerArgumentExpression(nameof(sync))] string label = "")
    {
        if (!async)
            return Do(sync, label);
        try
        {
            var result = await asynchronously();
            Trace.Add(Clean(label), Describe(result));
            return result;
        }
        catch (Exception e)
        {
            Trace.Add(Clean(label), RenderError(e));
            return default;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What the scenario left behind; nobody compares this.
        foreach (var item in Enumerable.Reverse(_toDispose).OrderBy(Rank))
        {
            try
            {
                if (item is IAsyncDisposable disposable)
                    await disposable.DisposeAsync();
            }
            catch (Exception e) when (e is DbException or InvalidOperationException or NullReferenceException or ArgumentException)
            {
                // A server that is gone, a connection that was broken: the scenario's own doing.
            }
        }

        ForgetPool();
    }

    // Npgsql gives a connection on which a call was cancelled back to its pool with the answer still to come.
    private void ForgetPool()
    {
        var source = dataSource is PerfDb.Driver.PerfDbDataSource ours ? ours.Unwrap<DbDataSource>() : dataSource;
        if (source is Npgsql.NpgsqlDataSource npgsql && Trace.Steps.Any(s => s.Outcome.Contains("CanceledException", StringComparison.Ordinal)))
            npgsql.Clear();
    }

    private static int Rank(object item) => item switch
    {
        DbDataReader => 0,
        DbTransaction => 1,
        DbCommand or DbBatch => 2,
        DbConnection => 3,
        _ => 4,
    };

    private static string Clean(string label) => label.StartsWith("() => ", StringComparison.Ordinal) ? label[6..] : label;

    private string RenderError(Exception e) => new Renderer(NameOf).RenderError(e);

    private string? NameOf(object value)
    {
        foreach (var (known, name) in _names)
        {
            if (ReferenceEquals(known, value))
                return name;
        }

        return value switch
        {
            DbConnection => "a connection nobody made",
            DbCommand => "a command",
            DbBatch => "a batch",
            DbTransaction => "a transaction",
            DbDataReader or IDataReader => "a reader",
            DbDataSource => "a data source",
            DbProviderFactory => "a factory",
            _ => null,
        };
    }
}

internal sealed class Nothing
{
    public static readonly Nothing Value = new();
}
