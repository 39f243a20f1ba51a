using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using PerfDb.Driver;

namespace PerfDb.Conformance.Tests.Support;

public enum Provider
{
    Sqlite,
    PostgreSql,
}

/// <summary>One way to get at a database: bare, or through the driver in one of its forms.</summary>
internal sealed record Face(string Name, Provider Provider, Func<string, DbDataSource> Open)
{
    /// <summary>Whether a dead server is met at the first command; the documented deviation.</summary>
    public bool DefersOpen { get; init; }

    /// <summary>How commands are made; the default is <see cref="DbConnection.CreateCommand"/>.</summary>
    public Func<DbConnection, DbCommand> CreateCommand { get; init; } = static connection => connection.CreateCommand();

    public override string ToString() => Name;

    public static Face Bare(Provider provider) => provider == Provider.Sqlite
        ? new("bare SQLite", provider, static cs => SqliteFactory.Instance.CreateDataSource(cs))
        : new("bare Npgsql", provider, static cs => Configured(cs).Build());

    /// <summary>Every form of the driver, over one provider.</summary>
    public static IReadOnlyList<Face> Wrapped(Provider provider) => provider == Provider.Sqlite
        ?
        [
            new("UseSqlite", provider, static cs => Builder().UseSqlite(cs).Build()),
            new("UseSqlite, typed", provider, static cs => Builder().UseSqlite(cs).Build())
            {
                CreateCommand = static connection => ((SqliteConnection)connection).CreateCommand(),
            },
            new("UseDataSource(SQLite)", provider, static cs => Builder().UseDataSource(SqliteFactory.Instance.CreateDataSource(cs)).Build()),
            new("UseDataSource(SQLite), deferred", provider, static cs => Deferring().UseDataSource(SqliteFactory.Instance.CreateDataSource(cs)).Build())
            {
                DefersOpen = true,
            },
        ]
        :
        [
            new("UseNpgsql", provider, static cs => Builder().UseNpgsql(cs, Map).Build()),
            new("UseNpgsql, deferred", provider, static cs => Deferring().UseNpgsql(cs, Map).Build()) { DefersOpen = true },
            new("UseDataSource(Npgsql)", provider, static cs => Builder().UseDataSource(Configured(cs).Build()).Build()),
        ];

    private static PerfDbDataSourceBuilder Builder() => new();

    private static PerfDbDataSourceBuilder Deferring() => new PerfDbDataSourceBuilder().Configure(static o => o.DeferOpen = true);

    private static NpgsqlDataSourceBuilder Configured(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        Map(builder);
        return builder;
    }

    private static void Map(NpgsqlDataSourceBuilder builder)
    {
        builder.MapEnum<Mood>("mood");
        builder.EnableDynamicJson();
    }
}

public enum Mood
{
    Sad,
    Ok,
    Happy,
}
