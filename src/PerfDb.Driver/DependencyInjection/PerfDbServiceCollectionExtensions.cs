using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfDb.Driver;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the driver in a container.</summary>
public static class PerfDbServiceCollectionExtensions
{
    private const string SectionName = "PerfDb";

    /// <summary>
    /// Registers a <see cref="PerfDbDataSource"/>, and as <see cref="DbDataSource"/> and <see cref="DbConnection"/> too unless
    /// something else is registered as those. The container disposes what it makes. A hosted application builds the data
    /// source at start, so that a faulty configuration stops it there. The configuration section <c>PerfDb</c>, or
    /// <c>PerfDb:DataSources:key</c> for a keyed data source, is applied after <paramref name="configure"/>; logging and
    /// meters are the container's.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Configures the data source.</param>
    /// <param name="connectionLifetime">The lifetime of connections. The default is <see cref="ServiceLifetime.Transient"/>.</param>
    /// <param name="serviceKey">The key under which everything is registered; <see langword="null"/> for none.</param>
    public static IServiceCollection AddPerfDb(
        this IServiceCollection services,
        Action<PerfDbDataSourceBuilder> configure,
        ServiceLifetime connectionLifetime = ServiceLifetime.Transient,
        object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddPerfDb((_, builder) => configure(builder), connectionLifetime, serviceKey);
    }

    /// <inheritdoc cref="AddPerfDb(IServiceCollection, Action{PerfDbDataSourceBuilder}, ServiceLifetime, object?)"/>
    public static IServiceCollection AddPerfDb(
        this IServiceCollection services,
        Action<IServiceProvider, PerfDbDataSourceBuilder> configure,
        ServiceLifetime connectionLifetime = ServiceLifetime.Transient,
        object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAdd(new ServiceDescriptor(typeof(PerfDbDataSource), serviceKey, (provider, key) => Build(provider, key, configure), ServiceLifetime.Singleton));
        services.TryAdd(new ServiceDescriptor(
            typeof(DbDataSource), serviceKey, static (provider, key) => Get<PerfDbDataSource>(provider, key), ServiceLifetime.Singleton));
        AddConnection(services, connectionLifetime, serviceKey);
        services.AddSingleton<IHostedService>(provider => new DataSourceStartup(() => Get<PerfDbDataSource>(provider, serviceKey)));
        return services;
    }

    /// <summary>
    /// Puts the driver around the <see cref="DbDataSource"/> that is registered already, under the same key and in the same
    /// place: whoever asks for a <see cref="DbDataSource"/> or <see cref="DbConnection"/> gets the driver's. The registered
    /// source stays as it is for those who ask for it by its own type, and stays the container's.
    /// </summary>
    /// <param name="services">The services, in which a <see cref="DbDataSource"/> is registered.</param>
    /// <param name="configure">Configures the driver further; <see langword="null"/> for the defaults.</param>
    /// <param name="connectionLifetime">The lifetime of connections. The default is <see cref="ServiceLifetime.Transient"/>.</param>
    /// <param name="serviceKey">The key of the registered data source; <see langword="null"/> for none.</param>
    /// <exception cref="InvalidOperationException">No <see cref="DbDataSource"/> is registered under that key.</exception>
    public static IServiceCollection DecorateDataSourceWithPerfDb(
        this IServiceCollection services,
        Action<PerfDbDataSourceBuilder>? configure = null,
        ServiceLifetime connectionLifetime = ServiceLifetime.Transient,
        object? serviceKey = null)
        => services.DecorateDataSourceWithPerfDb(
            (builder, given) =>
            {
                builder.UseDataSource(given);
                configure?.Invoke(builder);
            },
            connectionLifetime,
            serviceKey);

    /// <inheritdoc cref="DecorateDataSourceWithPerfDb(IServiceCollection, Action{PerfDbDataSourceBuilder}?, ServiceLifetime, object?)"/>
    /// <param name="services">The services, in which a <see cref="DbDataSource"/> is registered.</param>
    /// <param name="configure">
    /// Puts the driver around the given data source, for instance by
    /// <c>(builder, given) => builder.UseNpgsql((NpgsqlDataSource)given)</c>, and configures it.
    /// </param>
    /// <param name="connectionLifetime">The lifetime of connections. The default is <see cref="ServiceLifetime.Transient"/>.</param>
    /// <param name="serviceKey">The key of the registered data source; <see langword="null"/> for none.</param>
    public static IServiceCollection DecorateDataSourceWithPerfDb(
        this IServiceCollection services,
        Action<PerfDbDataSourceBuilder, DbDataSource> configure,
        ServiceLifetime connectionLifetime = ServiceLifetime.Transient,
        object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var registered = services.LastOrDefault(s => s.ServiceType == typeof(DbDataSource) && Equals(s.ServiceKey, serviceKey))
            ?? throw new InvalidOperationException(
                "No DbDataSource is registered" + (serviceKey is null ? "" : $" under the key '{serviceKey}'") +
                ". Register one first, for instance with AddNpgsqlDataSource, or call AddPerfDb instead.");

        // The given source keeps its registration under a key of our own, so that the container still owns it.
        var givenKey = new GivenDataSource(serviceKey);
        services.Remove(registered);
        services.Add(Move(registered, givenKey));
        services.RemoveAll(typeof(DbConnection), serviceKey);
        return services.AddPerfDb(
            (provider, builder) => configure(builder, provider.GetRequiredKeyedService<DbDataSource>(givenKey)),
            connectionLifetime,
            serviceKey);
    }

    private static void AddConnection(IServiceCollection services, ServiceLifetime lifetime, object? serviceKey) =>
        services.TryAdd(new ServiceDescriptor(
            typeof(DbConnection), serviceKey, static (provider, key) => Get<DbDataSource>(provider, key).CreateConnection(), lifetime));

    private static PerfDbDataSource Build(IServiceProvider provider, object? serviceKey, Action<IServiceProvider, PerfDbDataSourceBuilder> configure)
    {
        var builder = new PerfDbDataSourceBuilder();
        if (provider.GetService<ILoggerFactory>() is { } loggerFactory)
            builder.UseLoggerFactory(loggerFactory);
        if (provider.GetService<IMeterFactory>() is { } meterFactory)
            builder.UseMeterFactory(meterFactory);
        configure(provider, builder);

        // Configuration comes last: what operations set, the kill switch above all, wins over code.
        if (provider.GetService<IConfiguration>() is { } configuration)
            builder.UseConfiguration(configuration.GetSection(serviceKey is null ? SectionName : $"{SectionName}:{OptionTable.KeyedSections}:{serviceKey}"));
        return builder.Build();
    }

    private static T Get<T>(IServiceProvider provider, object? serviceKey)
        where T : notnull
        => serviceKey is null ? provider.GetRequiredService<T>() : provider.GetRequiredKeyedService<T>(serviceKey);

    private static ServiceDescriptor Move(ServiceDescriptor registered, object key)
    {
        var original = registered.ServiceKey;
        if (registered.IsKeyedService)
        {
            return registered.KeyedImplementationInstance is { } keyedInstance
                ? new(registered.ServiceType, key, keyedInstance)
                : registered.KeyedImplementationFactory is { } keyedFactory
                    ? new(registered.ServiceType, key, (provider, _) => keyedFactory(provider, original), registered.Lifetime)
                    : new(registered.ServiceType, key, registered.KeyedImplementationType!, registered.Lifetime);
        }

        return registered.ImplementationInstance is { } instance
            ? new(registered.ServiceType, key, instance)
            : registered.ImplementationFactory is { } factory
                ? new(registered.ServiceType, key, (provider, _) => factory(provider), registered.Lifetime)
                : new(registered.ServiceType, key, registered.ImplementationType!, registered.Lifetime);
    }

    private static void RemoveAll(this IServiceCollection services, Type type, object? serviceKey)
    {
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (services[i].ServiceType == type && Equals(services[i].ServiceKey, serviceKey))
                services.RemoveAt(i);
        }
    }

    private sealed record GivenDataSource(object? Key);
}
