using Microsoft.Extensions.DependencyInjection;
using PerfDb.Driver;
using PerfDb.Driver.EntityFrameworkCore;

// Where users of EF Core look for what configures a context.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Puts the driver under EF Core.</summary>
public static class PerfDbDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Lets the driver make the context's commands, whatever provider the context uses. EF Core keeps the provider's own
    /// connection. May stand before or after <c>UseNpgsql</c> or <c>UseSqlite</c>; of several calls the last one counts.
    /// </summary>
    /// <param name="optionsBuilder">The builder of the context's options.</param>
    /// <param name="dataSource">
    /// The data source whose statistics and telemetry see the commands. The context connects as its own configuration says.
    /// </param>
    public static DbContextOptionsBuilder UsePerfDb(this DbContextOptionsBuilder optionsBuilder, PerfDbDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        ArgumentNullException.ThrowIfNull(dataSource);
        // Interceptors, and no extension of ours: EF Core makes no further internal service provider for them.
        return PerfDbInterceptor.Find(optionsBuilder.Options)?.DataSource == dataSource
            ? optionsBuilder
            : optionsBuilder.AddInterceptors(new PerfDbInterceptor(dataSource));
    }

    /// <inheritdoc cref="UsePerfDb(DbContextOptionsBuilder, PerfDbDataSource)"/>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    public static DbContextOptionsBuilder<TContext> UsePerfDb<TContext>(this DbContextOptionsBuilder<TContext> optionsBuilder, PerfDbDataSource dataSource)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UsePerfDb((DbContextOptionsBuilder)optionsBuilder, dataSource);

    /// <summary>
    /// Lets the driver make the context's commands, with the data source that is registered as <see cref="PerfDbDataSource"/>.
    /// </summary>
    /// <param name="optionsBuilder">The builder of the context's options.</param>
    /// <param name="serviceProvider">The application's services.</param>
    /// <param name="serviceKey">The key under which the data source is registered; <see langword="null"/> if it has none.</param>
    /// <exception cref="InvalidOperationException">No such data source is registered.</exception>
    public static DbContextOptionsBuilder UsePerfDb(this DbContextOptionsBuilder optionsBuilder, IServiceProvider serviceProvider, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return optionsBuilder.UsePerfDb(serviceKey is null
            ? serviceProvider.GetRequiredService<PerfDbDataSource>()
            : serviceProvider.GetRequiredKeyedService<PerfDbDataSource>(serviceKey));
    }

    /// <inheritdoc cref="UsePerfDb(DbContextOptionsBuilder, IServiceProvider, object?)"/>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    public static DbContextOptionsBuilder<TContext> UsePerfDb<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        IServiceProvider serviceProvider,
        object? serviceKey = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UsePerfDb((DbContextOptionsBuilder)optionsBuilder, serviceProvider, serviceKey);
}
