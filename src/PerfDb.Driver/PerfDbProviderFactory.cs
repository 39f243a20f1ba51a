using System.Data.Common;

namespace PerfDb.Driver;

/// <summary>
/// A provider factory whose connections are the driver's. For applications built on <see cref="DbProviderFactories"/>:
/// register an instance under the name they ask for.
/// </summary>
/// <remarks>
/// Connections with the same connection string share one data source of the driver, which lives as long as the factory.
/// At most <see cref="MaxDataSources"/> are kept; connections with further connection strings go to the provider
/// unobserved.
/// </remarks>
public class PerfDbProviderFactory : DbProviderFactory, IDisposable
{
    /// <summary>The greatest number of distinct connection strings that get a data source.</summary>
    public const int MaxDataSources = 100;

    private readonly DbProviderFactory _inner;
    private readonly Func<string, (PerfDbDataSource DataSource, string ProviderString)> _create;
    private readonly Dictionary<string, (PerfDbDataSource DataSource, string ProviderString)> _dataSources = new(StringComparer.Ordinal);
    private readonly PerfDbDataSource? _owner;
    private readonly bool _isSeenAsNpgsql;
    private readonly Lock _lock = new();
    private bool _disposed;

    /// <summary>Makes a factory around the provider's own.</summary>
    /// <param name="inner">The provider's factory.</param>
    /// <param name="create">
    /// Configures the data source for a connection string; the builder's
    /// <see cref="PerfDbDataSourceBuilder.TakeOptionsFrom"/> has been applied already.
    /// </param>
    public PerfDbProviderFactory(DbProviderFactory inner, Action<PerfDbDataSourceBuilder, string> create)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(create);
        _inner = inner;
        _create = connectionString =>
        {
            var builder = new PerfDbDataSourceBuilder();
            var providerString = builder.TakeOptionsFrom(connectionString);
            create(builder, providerString);
            return (builder.Build(), providerString);
        };
        using var connection = inner.CreateConnection();
        _isSeenAsNpgsql = connection?.GetType().Name == nameof(NpgsqlConnection);
    }

    /// <summary>Makes the factory of one data source: every connection it makes belongs to that.</summary>
    /// <param name="dataSource">The data source.</param>
    protected internal PerfDbProviderFactory(PerfDbDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        using var connection = dataSource.CreateProviderConnection();
        _inner = DbProviderFactories.GetFactory(connection)
            ?? throw new NotSupportedException($"{connection.GetType().FullName} names no provider factory.");
        _owner = dataSource;
        _isSeenAsNpgsql = dataSource.IsSeenAsNpgsql;
        _create = static _ => throw new InvalidOperationException("The factory of one data source makes no other.");
    }

    /// <inheritdoc/>
    public override bool CanCreateBatch => _inner.CanCreateBatch;

    /// <inheritdoc/>
    public override bool CanCreateCommandBuilder => _inner.CanCreateCommandBuilder;

    /// <inheritdoc/>
    public override bool CanCreateDataAdapter => _inner.CanCreateDataAdapter;

    /// <inheritdoc/>
    public override bool CanCreateDataSourceEnumerator => _inner.CanCreateDataSourceEnumerator;

    /// <summary>The driver's data sources made so far, one per connection string.</summary>
    public IReadOnlyList<PerfDbDataSource> DataSources
    {
        get
        {
            lock (_lock)
                return _owner is not null ? [_owner] : [.. _dataSources.Values.Select(static d => d.DataSource)];
        }
    }

    /// <summary>Makes a closed connection without a connection string.</summary>
    public override DbConnection CreateConnection() => _isSeenAsNpgsql ? new NpgsqlConnection(this) : new PerfDbConnection(this);

    /// <summary>Makes a command without a connection.</summary>
    public override DbCommand? CreateCommand() => _inner.CreateCommand() is { } command ? PerfDbCommand.Around(command, session: null) : null;

    /// <summary>Makes a batch without a connection.</summary>
    public override DbBatch CreateBatch() => new PerfDbBatch(_inner.CreateBatch(), session: null);

    /// <inheritdoc/>
    public override DbBatchCommand CreateBatchCommand() => _inner.CreateBatchCommand();

    /// <inheritdoc/>
    public override DbParameter? CreateParameter() => _inner.CreateParameter();

    /// <inheritdoc/>
    public override DbCommandBuilder? CreateCommandBuilder() => _inner.CreateCommandBuilder();

    /// <inheritdoc/>
    public override DbConnectionStringBuilder? CreateConnectionStringBuilder() => _inner.CreateConnectionStringBuilder();

    /// <inheritdoc/>
    public override DbDataAdapter? CreateDataAdapter() => _inner.CreateDataAdapter();

    /// <inheritdoc/>
    public override DbDataSourceEnumerator? CreateDataSourceEnumerator() => _inner.CreateDataSourceEnumerator();

    /// <summary>Makes a data source, which is its caller's to dispose: not the one that the factory's connections share.</summary>
    /// <param name="connectionString">The connection string; the driver's own keywords may stand in it.</param>
    /// <exception cref="PerfDbConfigurationException">The driver's keywords have faults.</exception>
    public override DbDataSource CreateDataSource(string connectionString) =>
        _owner is null ? _create(connectionString).DataSource : _inner.CreateDataSource(connectionString);

    /// <summary>Disposes the data sources that the factory made.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the data sources that the factory made.</summary>
    /// <param name="disposing">Whether the call comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        lock (_lock)
        {
            _disposed = true;
            foreach (var (dataSource, _) in _dataSources.Values)
                dataSource.Dispose();
            _dataSources.Clear();
        }
    }

    /// <summary>Makes a connection of the provider, for connections of ours that have no connection string yet.</summary>
    protected internal DbConnection CreateProviderConnection() => _inner.CreateConnection()
        ?? throw new NotSupportedException($"{_inner.GetType().FullName} makes no connections.");

    /// <summary>A connection string as the provider is to get it: without the driver's keywords.</summary>
    /// <param name="connectionString">The connection string as the application gave it.</param>
    public static string? WithoutOptions(string? connectionString) =>
        string.IsNullOrEmpty(connectionString) ? connectionString : ConnectionStringOptions.Take(connectionString, new PerfDbOptions(), []);

    /// <summary>The data source for a connection string, and the string for the provider, without the driver's keywords.</summary>
    /// <param name="connectionString">The connection string as the application gave it.</param>
    /// <returns>No data source for an empty string, and beyond <see cref="MaxDataSources"/>.</returns>
    public (PerfDbDataSource? DataSource, string? ProviderString) ResolveDataSource(string? connectionString)
    {
        if (string.IsNullOrEmpty(connectionString))
            return (null, connectionString);
        if (_owner is not null)
            return (_owner, connectionString);

        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_dataSources.TryGetValue(connectionString, out var known))
                return known;
            if (_dataSources.Count >= MaxDataSources)
                return (null, connectionString);
            var made = _create(connectionString);
            _dataSources.Add(connectionString, made);
            return made;
        }
    }
}
