using System.Data.Common;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using PerfDb.Driver;

// The provider's UseNpgsql stands here too: with a PerfDbDataSource this one is the more specific overload.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Connects a context to PostgreSQL through the driver.</summary>
public static class PerfDbNpgsqlDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Connects the context to the PostgreSQL database of a <see cref="PerfDbDataSource"/>. EF Core gets connections of
    /// Npgsql's own data source; the driver makes the commands on them.
    /// </summary>
    /// <param name="optionsBuilder">The builder of the context's options.</param>
    /// <param name="dataSource">A data source that was built on Npgsql.</param>
    /// <param name="npgsqlOptionsAction">Configures Npgsql's EF Core provider.</param>
    /// <exception cref="ArgumentException"><paramref name="dataSource"/> is not on Npgsql.</exception>
    public static DbContextOptionsBuilder UseNpgsql(
        this DbContextOptionsBuilder optionsBuilder,
        PerfDbDataSource dataSource,
        Action<NpgsqlDbContextOptionsBuilder>? npgsqlOptionsAction = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        ArgumentNullException.ThrowIfNull(dataSource);
        if (dataSource.Unwrap<DbDataSource>() is not NpgsqlDataSource npgsql)
        {
            throw new ArgumentException(
                $"The data source '{dataSource.Name}' is not on Npgsql but on {dataSource.Unwrap<DbDataSource>().GetType().FullName}. "
                + "Build it with PerfDbDataSourceBuilder.UseNpgsql, or configure the context for its database and add UsePerfDb.",
                nameof(dataSource));
        }

        return optionsBuilder.UseNpgsql(npgsql, npgsqlOptionsAction).UsePerfDb(dataSource);
    }

    /// <inheritdoc cref="UseNpgsql(DbContextOptionsBuilder, PerfDbDataSource, Action{NpgsqlDbContextOptionsBuilder})"/>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseNpgsql<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        PerfDbDataSource dataSource,
        Action<NpgsqlDbContextOptionsBuilder>? npgsqlOptionsAction = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseNpgsql((DbContextOptionsBuilder)optionsBuilder, dataSource, npgsqlOptionsAction);
}
