using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace PerfDb.Driver.Sqlite;

/// <summary>
/// The driver's connection on SQLite. It is a <see cref="SqliteConnection"/>, so that everything that asks for one (user
/// functions, collations, backup, EF Core) finds it; only the commands, batches and transactions it makes are the driver's.
/// </summary>
public sealed class PerfDbSqliteConnection : SqliteConnection, IPerfDbConnection
{
    private readonly PerfDbDataSource? _dataSource;
    private readonly PerfDbProviderFactory? _factory;

    /// <summary>Makes a closed connection of a data source.</summary>
    /// <param name="dataSource">The data source.</param>
    public PerfDbSqliteConnection(PerfDbDataSource dataSource)
        : base(NotNull(dataSource).ConnectionString)
    {
        _dataSource = dataSource;
        Session = new PerfDbSession(dataSource, this, this);
    }

    internal PerfDbSqliteConnection(PerfDbProviderFactory factory)
    {
        _factory = factory;
        Session = new PerfDbSession(null, this, this);
    }

    /// <inheritdoc/>
    public PerfDbSession Session { get; }

    PerfDbDataSource IPerfDbConnection.DataSource => Session.DataSource
        ?? throw new InvalidOperationException("The connection has no data source yet. Set its ConnectionString first.");

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => base.ConnectionString;
        set
        {
            // The base constructor sets it before there is a factory.
            if (_factory is null)
            {
                base.ConnectionString = value;
                return;
            }

            // The provider checks first: what it refuses, it refuses in its own words.
            base.ConnectionString = PerfDbProviderFactory.WithoutOptions(value);
            Session.Bind(_factory.ResolveDataSource(value).DataSource);
        }
    }

    /// <inheritdoc/>
    protected override DbProviderFactory DbProviderFactory => _factory ?? (DbProviderFactory?)_dataSource?.ProviderFactory ?? base.DbProviderFactory;

    /// <inheritdoc/>
    public T Unwrap<T>()
        where T : class
        => this as T ?? throw new InvalidCastException($"{typeof(PerfDbSqliteConnection).FullName} is not a {typeof(T).FullName}.");

    /// <inheritdoc/>
    public bool IsWrapperFor<T>()
        where T : class
        => this is T;

    /// <inheritdoc/>
    public override void Open()
    {
        using (Session.BeginProviderWork())
            base.Open();
    }

    /// <inheritdoc/>
    public override void Close()
    {
        using (Session.BeginProviderWork())
            base.Close();
        Session?.Closed();
    }

    /// <summary>Makes a command. Its readers are the provider's own, as its type promises.</summary>
    public override SqliteCommand CreateCommand() =>
        Session is { IsProviderAtWork: false } ? new PerfDbSqliteCommand(Session, CreateProviderCommand()) : base.CreateCommand();

    /// <summary>
    /// Begins a transaction. It is the provider's own, as its type promises; through <see cref="DbConnection"/> it is the
    /// driver's.
    /// </summary>
    public override SqliteTransaction BeginTransaction()
    {
        using (Session.BeginProviderWork())
            return base.BeginTransaction();
    }

    /// <inheritdoc cref="BeginTransaction()"/>
    /// <param name="deferred">Whether the transaction takes its lock at the first statement that needs it.</param>
    public override SqliteTransaction BeginTransaction(bool deferred)
    {
        using (Session.BeginProviderWork())
            return base.BeginTransaction(deferred);
    }

    /// <inheritdoc cref="BeginTransaction()"/>
    /// <param name="isolationLevel">The isolation level.</param>
    public override SqliteTransaction BeginTransaction(IsolationLevel isolationLevel)
    {
        using (Session.BeginProviderWork())
            return base.BeginTransaction(isolationLevel);
    }

    /// <inheritdoc cref="BeginTransaction()"/>
    /// <param name="isolationLevel">The isolation level.</param>
    /// <param name="deferred">Whether the transaction takes its lock at the first statement that needs it.</param>
    public override SqliteTransaction BeginTransaction(IsolationLevel isolationLevel, bool deferred)
    {
        using (Session.BeginProviderWork())
            return base.BeginTransaction(isolationLevel, deferred);
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Session.Wrap(BeginTransaction(isolationLevel));

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => Session.IsProviderAtWork ? base.CreateCommand() : Session.Wrap(CreateProviderCommand());

    private static PerfDbDataSource NotNull(PerfDbDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return dataSource;
    }

    // What SqliteConnection.CreateCommand sets, on a command that tells when its reader closes.
    private ObservedSqliteCommand CreateProviderCommand() => new()
    {
        Connection = this,
        CommandTimeout = DefaultTimeout,
        Transaction = Transaction,
    };
}
