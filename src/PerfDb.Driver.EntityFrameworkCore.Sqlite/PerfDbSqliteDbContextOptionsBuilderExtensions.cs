using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PerfDb.Driver;

// The provider's UseSqlite stands here too, so that the call text need not change.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Connects a context to SQLite through the driver.</summary>
public static class PerfDbSqliteDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Connects the context to the SQLite database of a <see cref="PerfDbDataSource"/>. EF Core makes the provider's own
    /// connections with the data source's connection string; the driver makes the commands on them.
    /// </summary>
    /// <param name="optionsBuilder">The builder of the context's options.</param>
    /// <param name="dataSource">A data source that was built on Microsoft.Data.Sqlite.</param>
    /// <param name="sqliteOptionsAction">Configures EF Core's SQLite provider.</param>
    /// <exception cref="ArgumentException"><paramref name="dataSource"/> is not on Microsoft.Data.Sqlite.</exception>
    public static DbContextOptionsBuilder UseSqlite(
        this DbContextOptionsBuilder optionsBuilder,
        PerfDbDataSource dataSource,
        Action<SqliteDbContextOptionsBuilder>? sqliteOptionsAction = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        ArgumentNullException.ThrowIfNull(dataSource);
        // SQLite has no data source class of its own; its connections tell.
        using (var connection = dataSource.Unwrap<DbDataSource>().CreateConnection())
        {
            if (connection is not SqliteConnection)
            {
                throw new ArgumentException(
                    $"The data source '{dataSource.Name}' is not on Microsoft.Data.Sqlite: its connections are {connection.GetType().FullName}. "
                    + "Build it with PerfDbDataSourceBuilder.UseSqlite, or configure the context for its database and add UsePerfDb.",
                    nameof(dataSource));
            }
        }

        return optionsBuilder.UseSqlite(dataSource.ConnectionString, sqliteOptionsAction).UsePerfDb(dataSource);
    }

    /// <inheritdoc cref="UseSqlite(DbContextOptionsBuilder, PerfDbDataSource, Action{SqliteDbContextOptionsBuilder})"/>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseSqlite<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        PerfDbDataSource dataSource,
        Action<SqliteDbContextOptionsBuilder>? sqliteOptionsAction = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseSqlite((DbContextOptionsBuilder)optionsBuilder, dataSource, sqliteOptionsAction);
}
