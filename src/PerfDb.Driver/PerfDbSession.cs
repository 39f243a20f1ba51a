using System.Data;
using System.Data.Common;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Sessions;

namespace PerfDb.Driver;

/// <summary>
/// The driver's side of one connection. Provider packages hold one in their connection class and let it make the
/// commands, batches and transactions that callers see; applications have no use for it.
/// </summary>
public sealed class PerfDbSession
{
    private PerfDbTransaction? _transaction;

    /// <summary>Makes the driver's side of a connection.</summary>
    /// <param name="dataSource">The data source; <see langword="null"/> while the connection has no connection string.</param>
    /// <param name="connection">The connection that callers see.</param>
    /// <param name="provider">The provider's own connection; the same object if callers see that one.</param>
    public PerfDbSession(PerfDbDataSource? dataSource, DbConnection connection, DbConnection provider)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(provider);
        Connection = connection;
        Provider = provider;
        Path = new(new(), new(), connection as PerfDbConnection);
        Bind(dataSource);
    }

    /// <summary>Makes the session of a command that opens a connection of the provider for itself.</summary>
    internal PerfDbSession(PerfDbDataSource dataSource)
    {
        Path = new(new(), new(), deferred: null);
        Bind(dataSource);
    }

    /// <summary>Makes the session of a second face of a connection: what is known of the connection is known to both.</summary>
    internal PerfDbSession(PerfDbSession first, DbConnection face)
    {
        Connection = face;
        Provider = first.Provider;
        Path = first.Path;
        Bind(first.DataSource);
    }

    /// <summary>The data source that the connection belongs to; <see langword="null"/> while it has no connection string.</summary>
    public PerfDbDataSource? DataSource { get; private set; }

    internal DbConnection? Connection { get; }

    internal DbConnection? Provider { get; }

    /// <summary>Whether commands made now are the provider's own doing.</summary>
    public bool IsProviderAtWork => ProviderWorkDepth > 0;

    /// <summary>
    /// Whether a transaction is open on the connection that the driver neither began nor ends. For libraries that keep the
    /// provider's own transaction and tell the driver of it. The connection's close ends it by itself.
    /// </summary>
    public bool IsTransactionReported
    {
        get => State.IsTransactionReported;
        set => State.IsTransactionReported = value;
    }

    internal int ProviderWorkDepth { get; set; }

    /// <summary>The connection as the path of a command sees it.</summary>
    internal CommandSession Path { get; }

    internal SessionState State => Path.State;

    /// <summary>The path of commands; <see langword="null"/> if they go straight to the provider.</summary>
    internal CommandExecutor? Executor { get; private set; }

    /// <summary>Moves the session to another data source: its closed connection was given another connection string.</summary>
    /// <param name="dataSource">The data source, or <see langword="null"/> for none.</param>
    public void Bind(PerfDbDataSource? dataSource)
    {
        DataSource = dataSource;
        Executor = dataSource is { Enabled: true } ? dataSource.Executor : null;
    }

    /// <summary>Decorates a command of the provider.</summary>
    /// <param name="command">The provider's command, already on the provider's connection.</param>
    /// <param name="ownReaders">Whether callers must be given the provider's own readers.</param>
    public PerfDbCommand Wrap(DbCommand command, bool ownReaders = false) => PerfDbCommand.Around(command, this, ownReaders);

    /// <summary>Decorates a command of the provider.</summary>
    /// <param name="command">The provider's command, already on the provider's connection.</param>
    /// <param name="source">Who asked for the command, for instance <c>LinqQuery</c>; the span attribute <c>perfdb.command.source</c>.</param>
    public PerfDbCommand Wrap(DbCommand command, string source) => PerfDbCommand.Around(command, this, source: source);

    /// <summary>Decorates a transaction of the provider, which has begun.</summary>
    /// <param name="transaction">The provider's transaction.</param>
    public PerfDbTransaction Wrap(DbTransaction transaction) => new(transaction, this);

    /// <summary>Decorates a batch of the provider.</summary>
    /// <param name="batch">The provider's batch, already on the provider's connection.</param>
    public PerfDbBatch Wrap(DbBatch batch) => new(batch, this);

    /// <summary>Tells the session that its connection was closed: commands whose readers are still open end here.</summary>
    public void Closed()
    {
        Path.Readers.AbandonAll();
        State.Reset();
    }

    /// <summary>
    /// Marks what happens until the result is disposed as the provider's own doing: providers begin and end transactions by
    /// commands, which are not the application's.
    /// </summary>
    public ProviderWork BeginProviderWork() => new(this);

    /// <summary>The session of a connection that a command is being bound to.</summary>
    internal static PerfDbSession? Of(DbConnection? connection, PerfDbDataSource? dataSource) => connection switch
    {
        null => null,
        IPerfDbConnection ours => ours.Session,
        _ => dataSource?.GetSession(connection),
    };

    internal void OnProviderStateChange(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Closed)
            Closed();
    }

    internal void TransactionBegun(PerfDbTransaction transaction)
    {
        _transaction = transaction;
        State.TransactionBegun();
    }

    /// <summary>Our transaction around one of the provider, if that is the latest begun here.</summary>
    internal PerfDbTransaction? FindTransaction(DbTransaction? inner) =>
        inner is not null && _transaction is { } latest && ReferenceEquals(latest.Inner, inner) ? latest : null;

    internal ValueTask EnsureOpen(bool async, CancellationToken cancellationToken) => Path.EnsureOpen(async, cancellationToken);
}
