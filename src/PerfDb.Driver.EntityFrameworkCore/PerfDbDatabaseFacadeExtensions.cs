using System.Data.Common;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PerfDb.Driver;
using PerfDb.Driver.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Reaches the driver from a context.</summary>
public static class PerfDbDatabaseFacadeExtensions
{
    /// <summary>
    /// The context's connection, with the driver in between: what Dapper or ADO.NET run on it is observed, on EF Core's own
    /// connection and in its current transaction. <c>GetDbConnection()</c> is the provider's, and what runs on that is not.
    /// </summary>
    /// <remarks>
    /// The connection stays EF Core's: disposing the result does nothing. If it is closed, open it with
    /// <c>Database.OpenConnection()</c>, which also runs the context's connection interceptors; Dapper opens and closes it
    /// by itself. A provider that wants to be told the transaction of each command needs
    /// <c>Database.CurrentTransaction.GetDbTransaction()</c>, as on its own connection; Npgsql and SQLite do not.
    /// </remarks>
    /// <param name="database">The context's database.</param>
    /// <returns>An <see cref="IPerfDbConnection"/>; the provider's own connection if the driver is not enabled.</returns>
    /// <exception cref="InvalidOperationException">The context does not use the driver.</exception>
    public static DbConnection GetPerfDbConnection(this DatabaseFacade database)
    {
        ArgumentNullException.ThrowIfNull(database);
        var interceptor = PerfDbInterceptor.Find(database.GetService<IDbContextOptions>()) ?? throw new InvalidOperationException(
            "The context does not use PerfDb. Call UsePerfDb, or UseNpgsql or UseSqlite with a PerfDbDataSource, in its options.");
        return interceptor.DataSource.Attach(database.GetDbConnection());
    }
}
