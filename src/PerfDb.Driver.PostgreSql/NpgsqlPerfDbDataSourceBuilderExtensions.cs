using System.Data.Common;
using Npgsql;
using PerfDb.Driver.PostgreSql;

namespace PerfDb.Driver;

/// <summary>Puts the driver on PostgreSQL through Npgsql.</summary>
public static class NpgsqlPerfDbDataSourceBuilderExtensions
{
    /// <summary>Puts the driver on a PostgreSQL database.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">Npgsql's connection string; keywords of the driver may stand in it.</param>
    /// <param name="configure">Configures Npgsql's data source, for instance its type mappings; applied to every node.</param>
    public static PerfDbDataSourceBuilder UseNpgsql(
        this PerfDbDataSourceBuilder builder,
        string connectionString,
        Action<NpgsqlDataSourceBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        var providerString = builder.TakeOptionsFrom(connectionString);
        return builder.UseProvider(Source(() => Open(providerString, configure), owned: true));
    }

    /// <summary>Puts the driver around a data source of Npgsql that the application has; it stays the application's.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="dataSource">Npgsql's data source.</param>
    public static PerfDbDataSourceBuilder UseNpgsql(this PerfDbDataSourceBuilder builder, NpgsqlDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.UseProvider(Source(() => dataSource, owned: false));
    }

    private static ProviderSource Source(Func<DbDataSource> open, bool owned) => new()
    {
        OpenDataSource = open,
        Describe = static _ => PostgreSqlProvider.Instance,
        OwnsDataSource = owned,
        CreateFactory = PerfDbNpgsqlFactory.Of,
    };

    private static NpgsqlDataSource Open(string connectionString, Action<NpgsqlDataSourceBuilder>? configure)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
