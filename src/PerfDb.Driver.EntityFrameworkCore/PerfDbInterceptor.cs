using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PerfDb.Driver.EntityFrameworkCore;

/// <summary>
/// Lets the driver make EF Core's commands, while EF Core keeps the provider's own connection and transactions: everything
/// in EF Core that asks for the provider's classes still finds them.
/// </summary>
/// <remarks>
/// <see cref="CommandCreated"/> and not <c>CommandInitialized</c>: what EF Core and the application's interceptors, in
/// whatever order, do to the command after its creation passes through the driver.
/// </remarks>
internal sealed class PerfDbInterceptor(PerfDbDataSource dataSource) : DbCommandInterceptor, IDbTransactionInterceptor
{
    public PerfDbDataSource DataSource { get; } = dataSource;

    /// <summary>The one that counts among a context's interceptors.</summary>
    public static PerfDbInterceptor? Find(IDbContextOptions options) =>
        options.FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<PerfDbInterceptor>().LastOrDefault();

    public override DbCommand CommandCreated(CommandEndEventData eventData, DbCommand result)
    {
        if (!DataSource.Enabled)
            return result;

        var session = DataSource.GetSession(eventData.Connection);
        // EF Core does not tell of a transaction that was disposed of without an end.
        if (session.IsTransactionReported && eventData.Context is { Database.CurrentTransaction: null })
            session.IsTransactionReported = false;
        // Another data source was chosen before, or the connection is the driver's: the command is decorated once.
        return session.Wrap(result is PerfDbCommand ours ? ours.Unwrap<DbCommand>() : result, eventData.CommandSource.ToString());
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        Began(connection);
        return result;
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default)
        => new(TransactionStarted(connection, eventData, result));

    // EF Core compares the transaction's connection with its own, which is the provider's.
    public DbTransaction TransactionUsed(DbConnection connection, TransactionEventData eventData, DbTransaction result)
    {
        Began(connection);
        return result is PerfDbTransaction ours && connection is not IPerfDbConnection ? ours.Unwrap<DbTransaction>() : result;
    }

    public ValueTask<DbTransaction> TransactionUsedAsync(
        DbConnection connection,
        TransactionEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default)
        => new(TransactionUsed(connection, eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Ended(eventData);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Ended(eventData);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Ended(eventData);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Ended(eventData);
        return Task.CompletedTask;
    }

    private void Began(DbConnection connection)
    {
        if (DataSource.Enabled)
            DataSource.GetSession(connection).IsTransactionReported = true;
    }

    // An ended transaction of SQLite no longer names its connection.
    private void Ended(TransactionEndEventData eventData)
    {
        if (DataSource.Enabled && eventData.Context is { } context)
            DataSource.GetSession(context.Database.GetDbConnection()).IsTransactionReported = false;
    }
}
