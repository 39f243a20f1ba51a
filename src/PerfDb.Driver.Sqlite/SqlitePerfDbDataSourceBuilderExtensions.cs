using Microsoft.Data.Sqlite;
using PerfDb.Driver.Sqlite;

namespace PerfDb.Driver;

/// <summary>Puts the driver on SQLite through Microsoft.Data.Sqlite.</summary>
public static class SqlitePerfDbDataSourceBuilderExtensions
{
    /// <summary>Puts the driver on a SQLite database. Nothing in the file is changed.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">Microsoft.Data.Sqlite's connection string; keywords of the driver may stand in it.</param>
    public static PerfDbDataSourceBuilder UseSqlite(this PerfDbDataSourceBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        var providerString = builder.TakeOptionsFrom(connectionString);
        return builder.UseProvider(new ProviderSource
        {
            OpenDataSource = () => SqliteFactory.Instance.CreateDataSource(providerString),
            Describe = static _ => SqliteProvider.Instance,
            Connect = static dataSource => new PerfDbSqliteConnection(dataSource),
            CreateFactory = PerfDbSqliteFactory.Of,
        });
    }
}
