using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Transactions;
using PerfDb.Driver.Internal;
using PerfDb.Driver.Pipeline;
using IsolationLevel = System.Data.IsolationLevel;

namespace PerfDb.Driver;

/// <summary>
/// A connection of the provider whose commands, batches and transactions are the driver's. Everything else is forwarded.
/// </summary>
/// <remarks>
/// With deferred opening, <see cref="Open"/> only marks the connection open; the provider's connection is opened by the
/// first thing that needs the server. <see cref="State"/> and its events tell what the caller asked for.
/// </remarks>
public class PerfDbConnection : DbConnection, IPerfDbConnection, IDeferredConnection
{
    private readonly DbConnection _inner;
    private readonly PerfDbProviderFactory? _factory;
    // The caller keeps the provider's connection, and its end is the caller's too.
    private readonly bool _attached;
    private bool _forwardsStateChange;
    private bool _openingDeferred;
    private bool _disposed;

    /// <summary>Makes a closed connection of a data source.</summary>
    /// <param name="dataSource">The data source.</param>
    protected internal PerfDbConnection(PerfDbDataSource dataSource)
        : this(NotNull(dataSource).CreateProviderConnection(), dataSource, factory: null)
    {
    }

    /// <summary>Makes a connection that finds its data source when it is given a connection string.</summary>
    /// <param name="factory">The factory that keeps one data source per connection string.</param>
    protected internal PerfDbConnection(PerfDbProviderFactory factory)
        : this(NotNull(factory).CreateProviderConnection(), dataSource: null, factory)
    {
    }

    /// <summary>Makes a connection on one that the caller keeps; see <see cref="PerfDbDataSource.Attach"/>.</summary>
    internal PerfDbConnection(PerfDbDataSource dataSource, DbConnection connection)
    {
        _inner = connection;
        _attached = true;
        Session = new PerfDbSession(dataSource.GetSession(connection), this);
    }

    /// <summary>Puts a connection around one of the provider, as another connection of ours has it.</summary>
    /// <param name="inner">The provider's connection.</param>
    /// <param name="like">The connection to be like.</param>
    protected PerfDbConnection(DbConnection inner, PerfDbConnection like)
        : this(inner, NotNull(like).Session.DataSource, like._factory)
    {
    }

    internal PerfDbConnection(DbConnection inner, PerfDbDataSource? dataSource, PerfDbProviderFactory? factory)
    {
        _inner = inner;
        _factory = factory;
        Session = new PerfDbSession(dataSource, this, inner);
        _forwardsStateChange = true;
        inner.StateChange += OnInnerStateChange;
    }

    /// <inheritdoc/>
    public override event StateChangeEventHandler? StateChange
    {
        add
        {
            // The caller's connection outlives us, and would keep us alive: only if someone wants to know.
            if (!_forwardsStateChange)
            {
                _forwardsStateChange = true;
                _inner.StateChange += OnInnerStateChange;
            }

            base.StateChange += value;
        }

        remove => base.StateChange -= value;
    }

    /// <inheritdoc/>
    public PerfDbSession Session { get; }

    PerfDbDataSource IPerfDbConnection.DataSource => Session.DataSource
        ?? throw new InvalidOperationException("The connection has no data source yet. Set its ConnectionString first.");

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => _inner.ConnectionString;
        set
        {
            // An open connection refuses, in the provider's own words.
            EnsureOpen();
            if (_factory is null)
            {
                _inner.ConnectionString = value;
                return;
            }

            // The provider checks first: what it refuses, it refuses in its own words.
            _inner.ConnectionString = PerfDbProviderFactory.WithoutOptions(value);
            Session.Bind(_factory.ResolveDataSource(value).DataSource);
        }
    }

    /// <inheritdoc/>
    public override int ConnectionTimeout => _inner.ConnectionTimeout;

    /// <inheritdoc/>
    public override string Database => _inner.Database;

    /// <inheritdoc/>
    public override string DataSource => _inner.DataSource;

    /// <inheritdoc/>
    public override string ServerVersion
    {
        get
        {
            EnsureOpen();
            return _inner.ServerVersion;
        }
    }

    /// <inheritdoc/>
    public override ConnectionState State => IsOpenPending ? ConnectionState.Open : _inner.State;

    /// <inheritdoc/>
    public override bool CanCreateBatch => _inner.CanCreateBatch;

    internal bool IsOpenPending { get; private set; }

    bool IDeferredConnection.IsOpenPending => IsOpenPending;

    /// <summary>The provider's own connection, as it is: open or not.</summary>
    protected DbConnection Inner => _inner;

    /// <summary>A factory whose connections are the driver's too.</summary>
    protected override DbProviderFactory? DbProviderFactory =>
        _factory ?? Session.DataSource?.ProviderFactory ?? DbProviderFactories.GetFactory(_inner);

    /// <inheritdoc/>
    public T Unwrap<T>()
        where T : class
    {
        EnsureOpen();
        return Wrapping.Unwrap<T>(this, _inner);
    }

    /// <inheritdoc/>
    public bool IsWrapperFor<T>()
        where T : class
        => Wrapping.Has<T>(this, _inner);

    /// <inheritdoc/>
    public override void Open()
    {
        if (TryDefer())
            return;
        EnsureOpen();
        _inner.Open();
    }

    /// <inheritdoc/>
    public override Task OpenAsync(CancellationToken cancellationToken)
    {
        if (IsOpenPending)
            return OpenAgain(cancellationToken);
        return !cancellationToken.IsCancellationRequested && TryDefer() ? Task.CompletedTask : _inner.OpenAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (!TryCloseDeferred())
            _inner.Close();
        Session.Closed();
    }

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        if (!TryCloseDeferred())
            await _inner.CloseAsync().ConfigureAwait(false);
        Session.Closed();
    }

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName)
    {
        EnsureOpen();
        _inner.ChangeDatabase(databaseName);
    }

    /// <inheritdoc/>
    public override async Task ChangeDatabaseAsync(string databaseName, CancellationToken cancellationToken = default)
    {
        await EnsureOpen(async: true, cancellationToken).ConfigureAwait(false);
        await _inner.ChangeDatabaseAsync(databaseName, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void EnlistTransaction(Transaction? transaction)
    {
        EnsureOpen();
        _inner.EnlistTransaction(transaction);
    }

    /// <inheritdoc/>
    public override DataTable GetSchema()
    {
        EnsureOpen();
        return _inner.GetSchema();
    }

    /// <inheritdoc/>
    public override DataTable GetSchema(string collectionName)
    {
        EnsureOpen();
        return _inner.GetSchema(collectionName);
    }

    /// <inheritdoc/>
    public override DataTable GetSchema(string collectionName, string?[] restrictionValues)
    {
        EnsureOpen();
        return _inner.GetSchema(collectionName, restrictionValues);
    }

    /// <inheritdoc/>
    public override async Task<DataTable> GetSchemaAsync(CancellationToken cancellationToken = default)
    {
        await EnsureOpen(async: true, cancellationToken).ConfigureAwait(false);
        return await _inner.GetSchemaAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<DataTable> GetSchemaAsync(string collectionName, CancellationToken cancellationToken = default)
    {
        await EnsureOpen(async: true, cancellationToken).ConfigureAwait(false);
        return await _inner.GetSchemaAsync(collectionName, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<DataTable> GetSchemaAsync(string collectionName, string?[] restrictionValues, CancellationToken cancellationToken = default)
    {
        await EnsureOpen(async: true, cancellationToken).ConfigureAwait(false);
        return await _inner.GetSchemaAsync(collectionName, restrictionValues, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_attached)
            return;
        TryCloseDeferred();
        await _inner.DisposeAsync().ConfigureAwait(false);
        EndDispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        EnsureOpen();
        return Session.Wrap(_inner.BeginTransaction(isolationLevel));
    }

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken)
    {
        await EnsureOpen(async: true, cancellationToken).ConfigureAwait(false);
        return Session.Wrap(await _inner.BeginTransactionAsync(isolationLevel, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => Session.Wrap(_inner.CreateCommand());

    /// <inheritdoc/>
    protected override DbBatch CreateDbBatch() => Session.Wrap(_inner.CreateBatch());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing || _attached)
            return;
        TryCloseDeferred();
        _inner.Dispose();
        EndDispose();
    }

    ValueTask IDeferredConnection.EnsureOpen(bool async, CancellationToken cancellationToken) => EnsureOpen(async, cancellationToken);

    internal async ValueTask EnsureOpen(bool async, CancellationToken cancellationToken)
    {
        if (!IsOpenPending)
            return;

        // The caller heard of the opening when it asked for it.
        _openingDeferred = true;
        try
        {
            if (async)
                await _inner.OpenAsync(IgnoreIfCancelled(cancellationToken)).ConfigureAwait(false);
            else
                _inner.Open();
            IsOpenPending = false;
        }
        finally
        {
            _openingDeferred = false;
        }
    }

    /// <summary>Makes a closed connection of a data source, of the class that libraries expect for its provider.</summary>
    internal static PerfDbConnection Create(PerfDbDataSource dataSource)
    {
        if (dataSource.IsSeenAsNpgsql)
            return new NpgsqlConnection(dataSource);
        var inner = dataSource.CreateProviderConnection();
        return inner is ICloneable ? new CloneablePerfDbConnection(inner, dataSource) : new PerfDbConnection(inner, dataSource, factory: null);
    }

    internal static PerfDbConnection Attach(PerfDbDataSource dataSource, DbConnection connection) =>
        dataSource.IsSeenAsNpgsql ? new NpgsqlConnection(dataSource, connection) : new PerfDbConnection(dataSource, connection);

    // The caller opened the connection before it cancelled the command, and the command shall say so, not the opening.
    private static CancellationToken IgnoreIfCancelled(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? CancellationToken.None : cancellationToken;

    private static T NotNull<T>(T argument)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(argument);
        return argument;
    }

    private void EnsureOpen()
    {
        if (IsOpenPending)
            EnsureOpen(async: false, CancellationToken.None).GetCompletedResult();
    }

    // What is open already is refused in the provider's own words.
    private async Task OpenAgain(CancellationToken cancellationToken)
    {
        await EnsureOpen(async: true, cancellationToken).ConfigureAwait(false);
        await _inner.OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    // An ambient transaction must be met at Open, and what the provider refuses there it must refuse itself.
    private bool TryDefer()
    {
        if (Session.DataSource is not { DefersOpen: true } || _disposed || _attached)
            return false;
        if (IsOpenPending || Transaction.Current is not null || _inner.State != ConnectionState.Closed || _inner.ConnectionString.Length == 0)
            return false;

        IsOpenPending = true;
        OnStateChange(new StateChangeEventArgs(ConnectionState.Closed, ConnectionState.Open));
        return true;
    }

    private bool TryCloseDeferred()
    {
        if (!IsOpenPending)
            return false;
        IsOpenPending = false;
        OnStateChange(new StateChangeEventArgs(ConnectionState.Open, ConnectionState.Closed));
        return true;
    }

    private void OnInnerStateChange(object sender, StateChangeEventArgs change)
    {
        // A reader with CloseConnection closes the provider's connection without passing by here.
        if (change.CurrentState == ConnectionState.Closed)
            Session.Closed();
        if (!_openingDeferred)
            OnStateChange(change);
    }

    private void EndDispose()
    {
        _disposed = true;
        Session.Closed();
        if (Session.DataSource is not { Provider.RaisesDisposed: false })
            base.Dispose(disposing: true);
    }
}
