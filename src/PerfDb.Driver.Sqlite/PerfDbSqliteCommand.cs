using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace PerfDb.Driver.Sqlite;

/// <summary>
/// A command for callers who hold a <see cref="PerfDbSqliteConnection"/> by its type. It is timed, traced and counted like
/// any other; its readers are the provider's own.
/// </summary>
internal sealed class PerfDbSqliteCommand : SqliteCommand
{
    private readonly SqliteCommand _provider;
    private readonly PerfDbCommand _observed;

    public PerfDbSqliteCommand(PerfDbSession session, SqliteCommand provider)
    {
        _provider = provider;
        _observed = session.Wrap(provider, ownReaders: true);
    }

    public override CommandType CommandType
    {
        get => _provider.CommandType;
        set => _provider.CommandType = value;
    }

    [AllowNull]
    public override string CommandText
    {
        // The base constructor reads and sets nothing, but later versions of the provider may.
        get => _provider?.CommandText ?? "";
        set => _provider.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => _provider.CommandTimeout;
        set => _provider.CommandTimeout = value;
    }

    public override bool DesignTimeVisible
    {
        get => _provider.DesignTimeVisible;
        set => _provider.DesignTimeVisible = value;
    }

    public override UpdateRowSource UpdatedRowSource
    {
        get => _provider.UpdatedRowSource;
        set => _provider.UpdatedRowSource = value;
    }

    public override SqliteConnection? Connection
    {
        get => _provider.Connection;
        set => _observed.Connection = value;
    }

    public override SqliteTransaction? Transaction
    {
        get => _provider.Transaction;
        set => _provider.Transaction = value;
    }

    public override SqliteParameterCollection Parameters => _provider.Parameters;

    protected override DbConnection? DbConnection
    {
        get => _observed.Connection;
        set => _observed.Connection = value;
    }

    protected override DbTransaction? DbTransaction
    {
        get => _observed.Transaction;
        set => _observed.Transaction = value;
    }

    protected override DbParameterCollection DbParameterCollection => _provider.Parameters;

    public override void Cancel() => _provider.Cancel();

    public override void Prepare() => _provider.Prepare();

    public override SqliteParameter CreateParameter() => _provider.CreateParameter();

    public override SqliteDataReader ExecuteReader() => ExecuteReader(CommandBehavior.Default);

    public override SqliteDataReader ExecuteReader(CommandBehavior behavior) => (SqliteDataReader)_observed.ExecuteReader(behavior);

    public override Task<SqliteDataReader> ExecuteReaderAsync() => ExecuteReaderAsync(CommandBehavior.Default, CancellationToken.None);

    public override Task<SqliteDataReader> ExecuteReaderAsync(CancellationToken cancellationToken) =>
        ExecuteReaderAsync(CommandBehavior.Default, cancellationToken);

    public override Task<SqliteDataReader> ExecuteReaderAsync(CommandBehavior behavior) => ExecuteReaderAsync(behavior, CancellationToken.None);

    public override async Task<SqliteDataReader> ExecuteReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        (SqliteDataReader)await _observed.ExecuteReaderAsync(behavior, cancellationToken).ConfigureAwait(false);

    public override int ExecuteNonQuery() => _observed.ExecuteNonQuery();

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => _observed.ExecuteNonQueryAsync(cancellationToken);

    public override object? ExecuteScalar() => _observed.ExecuteScalar();

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => _observed.ExecuteScalarAsync(cancellationToken);

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => ExecuteReader(behavior);

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        await ExecuteReaderAsync(behavior, cancellationToken).ConfigureAwait(false);

    protected override DbParameter CreateDbParameter() => _provider.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _observed.Dispose();
        base.Dispose(disposing);
    }
}
