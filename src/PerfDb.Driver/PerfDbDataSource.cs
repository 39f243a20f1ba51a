using System.Data.Common;
using System.Runtime.CompilerServices;
using PerfDb.Driver.Internal;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Routing;
using PerfDb.Driver.Statistics;

namespace PerfDb.Driver;

/// <summary>
/// A database behind the driver. Takes the place of the provider's data source; the connections and commands it makes
/// behave as the provider's do, and are timed, traced and counted. Thread-safe; keep one per database.
/// </summary>
public sealed class PerfDbDataSource : DbDataSource
{
    private readonly Node _primary;
    private readonly bool _ownsProviderDataSource;
    private readonly Func<PerfDbDataSource, DbConnection> _connect;
    private readonly Lazy<PerfDbProviderFactory> _factory;

    // Sessions of connections that callers keep as the provider made them, as EF Core does.
    private readonly ConditionalWeakTable<DbConnection, PerfDbSession> _rawSessions = [];

    internal PerfDbDataSource(DataSourceParts parts)
    {
        Name = parts.Options.Name;
        Enabled = parts.Options.Enabled;
        Mode = parts.Options.Mode;
        // Without a cache or replicas a deferred open gains nothing.
        DefersOpen = parts.Options.DeferOpen ?? false;
        Provider = parts.Provider;
        _primary = parts.Primary;
        using (var connection = CreateProviderConnection())
            IsSeenAsNpgsql = connection.GetType().Name == nameof(NpgsqlConnection);
        _ownsProviderDataSource = parts.OwnsProviderDataSource;
        _connect = parts.Connect;
        Executor = parts.Executor;
        Statistics = parts.Statistics;
        _factory = new(() => parts.CreateFactory(this));
    }

    /// <summary>The data source's name in logs.</summary>
    public string Name { get; }

    /// <summary>Whether the driver does anything; if not, connections are the provider's own.</summary>
    public bool Enabled { get; }

    /// <summary>Whether the driver's decisions take effect.</summary>
    public PerfDbMode Mode { get; }

    /// <summary>What was counted per SQL fingerprint.</summary>
    public QueryStatistics Statistics { get; }

    /// <inheritdoc/>
    public override string ConnectionString => _primary.DataSource.ConnectionString;

    internal DatabaseProvider Provider { get; }

    /// <summary>Whether the provider's connection class is one that libraries recognise by its simple name.</summary>
    internal bool IsSeenAsNpgsql { get; }

    internal CommandExecutor Executor { get; }

    internal bool DefersOpen { get; }

    /// <summary>A provider factory whose connections belong to this data source. It is disposed with the data source.</summary>
    public PerfDbProviderFactory ProviderFactory => _factory.Value;

    /// <summary>The provider's own data source. What runs on its connections is not seen by the driver.</summary>
    /// <typeparam name="T">The provider's data source type.</typeparam>
    /// <exception cref="InvalidCastException">Neither this data source nor the provider's is a <typeparamref name="T"/>.</exception>
    public T Unwrap<T>()
        where T : class
        => Wrapping.Unwrap<T>(this, _primary.DataSource);

    /// <summary>
    /// The driver's side of a connection that callers keep as the provider made it; for libraries, such as EF Core, that
    /// need the provider's own connection and let the driver make the commands.
    /// </summary>
    /// <param name="connection">A connection of the provider, or of the driver.</param>
    public PerfDbSession GetSession(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (connection is IPerfDbConnection ours)
            return ours.Session;
        return _rawSessions.TryGetValue(connection, out var session) ? session : _rawSessions.GetValue(connection, StartSession);
    }

    /// <summary>
    /// Puts the driver on a connection that callers keep as the provider made it: commands on the result are observed, on
    /// the caller's own connection and in its transaction. Opening and closing the result opens and closes that connection;
    /// disposing the result does nothing.
    /// </summary>
    /// <param name="connection">A connection of the provider.</param>
    /// <returns>
    /// A connection of the driver; <paramref name="connection"/> itself if it is one already, or if the driver is not
    /// <see cref="Enabled"/>.
    /// </returns>
    public DbConnection Attach(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return Enabled && connection is not IPerfDbConnection ? PerfDbConnection.Attach(this, connection) : connection;
    }

    private PerfDbSession StartSession(DbConnection raw)
    {
        var session = new PerfDbSession(this, raw, raw);
        // Nobody else tells the driver that this connection was closed.
        raw.StateChange += session.OnProviderStateChange;
        return session;
    }

    internal DbConnection CreateProviderConnection() => _primary.DataSource.CreateConnection();

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => Enabled ? _connect(this) : CreateProviderConnection();

    /// <inheritdoc/>
    protected override DbConnection OpenDbConnection()
    {
        var connection = CreateDbConnection();
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        var connection = CreateDbConnection();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand(string? commandText = null)
    {
        var command = _primary.DataSource.CreateCommand(commandText);
        return Enabled ? new PerfDbSession(this).Wrap(command) : command;
    }

    /// <inheritdoc/>
    protected override DbBatch CreateDbBatch()
    {
        var batch = _primary.DataSource.CreateBatch();
        return Enabled ? new PerfDbSession(this).Wrap(batch) : batch;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        if (_factory.IsValueCreated)
            _factory.Value.Dispose();
        if (_ownsProviderDataSource)
            _primary.DataSource.Dispose();
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeAsyncCore()
    {
        if (_factory.IsValueCreated)
            _factory.Value.Dispose();
        if (_ownsProviderDataSource)
            await _primary.DataSource.DisposeAsync().ConfigureAwait(false);
    }
}
