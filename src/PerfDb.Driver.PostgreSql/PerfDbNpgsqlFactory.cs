using System.Data.Common;
using Npgsql;

namespace PerfDb.Driver.PostgreSql;

/// <summary>
/// The provider factory of the driver on Npgsql, for applications built on <see cref="DbProviderFactories"/>:
/// <c>DbProviderFactories.RegisterFactory("Npgsql", PerfDbNpgsqlFactory.Instance)</c>.
/// </summary>
public sealed class PerfDbNpgsqlFactory : PerfDbProviderFactory
{
    /// <summary>A factory with default options, for the life of the process.</summary>
    public static readonly PerfDbNpgsqlFactory Instance = new();

    /// <summary>Makes a factory.</summary>
    /// <param name="configure">Configures each data source that the factory makes; <see langword="null"/> for the defaults.</param>
    public PerfDbNpgsqlFactory(Action<PerfDbDataSourceBuilder>? configure = null)
        : base(NpgsqlFactory.Instance, (builder, connectionString) =>
        {
            builder.UseNpgsql(connectionString);
            configure?.Invoke(builder);
        })
    {
    }

    private PerfDbNpgsqlFactory(PerfDbDataSource dataSource)
        : base(dataSource)
    {
    }

    internal static PerfDbProviderFactory Of(PerfDbDataSource dataSource) => new PerfDbNpgsqlFactory(dataSource);
}
