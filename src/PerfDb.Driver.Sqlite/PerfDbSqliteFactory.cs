using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace PerfDb.Driver.Sqlite;

/// <summary>
/// The provider factory of the driver on SQLite, for applications built on <see cref="DbProviderFactories"/>:
/// <c>DbProviderFactories.RegisterFactory("Microsoft.Data.Sqlite", PerfDbSqliteFactory.Instance)</c>.
/// </summary>
public sealed class PerfDbSqliteFactory : PerfDbProviderFactory
{
    /// <summary>A factory with default options, for the life of the process.</summary>
    public static readonly PerfDbSqliteFactory Instance = new();

    /// <summary>Makes a factory.</summary>
    /// <param name="configure">Configures each data source that the factory makes; <see langword="null"/> for the defaults.</param>
    public PerfDbSqliteFactory(Action<PerfDbDataSourceBuilder>? configure = null)
        : base(SqliteFactory.Instance, (builder, connectionString) =>
        {
            builder.UseSqlite(connectionString);
            configure?.Invoke(builder);
        })
    {
    }

    private PerfDbSqliteFactory(PerfDbDataSource dataSource)
        : base(dataSource)
    {
    }

    /// <inheritdoc/>
    public override DbConnection CreateConnection() => new PerfDbSqliteConnection(this);

    internal static PerfDbProviderFactory Of(PerfDbDataSource dataSource) => new PerfDbSqliteFactory(dataSource);
}
