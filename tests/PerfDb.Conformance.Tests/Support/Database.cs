using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using PerfDb.TestServers;

namespace PerfDb.Conformance.Tests.Support;

/// <summary>A database of one test class, with the same seeded rows every time, and one data source per face.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly Dictionary<string, DbDataSource> _dataSources = [];
    private readonly string? _file;
    private DbConnection? _keeper;

    private Database(Provider provider, string connectionString, string? file)
    {
        Provider = provider;
        ConnectionString = connectionString;
        _file = file;
    }

    public Provider Provider { get; }

    public string ConnectionString { get; }

    public static async Task<Database> Create(Provider provider)
    {
        if (provider == Provider.PostgreSql)
        {
            var cluster = await SharedPostgres.GetAsync();
            var connectionString = new NpgsqlConnectionStringBuilder(await cluster.CreateDatabaseAsync())
            {
                MaxPoolSize = 10,
                IncludeErrorDetail = true,
            }.ConnectionString;
            await Run(new NpgsqlConnection(connectionString), Schema.PostgreSql);
            return new(provider, connectionString, file: null);
        }

        var file = Path.Combine(Path.GetTempPath(), $"perfdb-conformance-{Guid.NewGuid():N}.db");
        // Pooled, a connection would carry what one side left in it (changes(), temporary tables) to the next.
        var sqlite = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString;
        await Run(new SqliteConnection(sqlite), Schema.Sqlite);
        return new(provider, sqlite, file);
    }

    public World Enter(Face face, bool async) => new(face, DataSource(face), this, async);

    public DbDataSource DataSource(Face face)
    {
        if (!_dataSources.TryGetValue(face.Name, out var dataSource))
            _dataSources.Add(face.Name, dataSource = face.Open(ConnectionString));
        return dataSource;
    }

    /// <summary>Empties what scenarios write to, identity counters included, if one did.</summary>
    public async Task Reset()
    {
        // A connection of its own that stays open: this runs some ten thousand times.
        if (_keeper is null)
        {
            _keeper = Provider == Provider.PostgreSql ? new NpgsqlConnection(ConnectionString) : new SqliteConnection(ConnectionString);
            await _keeper.OpenAsync();
        }

        await using var command = _keeper.CreateCommand();
        command.CommandText = Provider == Provider.PostgreSql
            ? "SELECT is_called FROM scratch_id_seq"
            : "SELECT EXISTS (SELECT 1 FROM sqlite_sequence)";
        if (Convert.ToBoolean(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture))
        {
            command.CommandText = Provider == Provider.PostgreSql
                ? "SET lock_timeout = 3000; TRUNCATE scratch RESTART IDENTITY"
                : "PRAGMA synchronous = OFF; DELETE FROM scratch; DELETE FROM sqlite_sequence";
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var dataSource in _dataSources.Values)
            await dataSource.DisposeAsync();
        if (_keeper is not null)
            await _keeper.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_file is not null)
            File.Delete(_file);
    }

    private static async Task Run(DbConnection connection, string sql)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
