using System.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Scenarios;

/// <summary>A wrong connection string, a missing file, a dead server, broken SQL: the provider's own exception, type and message.</summary>
public sealed class BadInputTests(Databases databases) : DifferentialTests(databases)
{
    public static TheoryData<string, bool> WrongSqlite => Each(
        "Data Source=/nowhere/at/all.db",
        "Data Source=/nowhere/at/all.db;Mode=ReadOnly",
        "Data Source=missing-file-of-no-one.db;Mode=ReadOnly",
        "Data Source=/tmp",
        "Data Source=/etc/hostname",
        "Data Source=:memory:;Mode=Nonsense",
        "Data Sauce=:memory:",
        "not a connection string",
        "Data Source=:memory:;Password=secret",
        "");

    public static TheoryData<string, bool> WrongNpgsql => Each(
        "Host=127.0.0.1;Port=1;Username=postgres;Timeout=2",
        "Host=no-such-host.invalid;Username=postgres;Timeout=2",
        "Host=127.0.0.1;Port=70000",
        "Host=127.0.0.1;Timeout=-1",
        "Hots=127.0.0.1",
        "not a connection string",
        "Host=127.0.0.1;SSL Mode=Nonsense");

    [Theory]
    [MemberData(nameof(WrongSqlite))]
    public Task A_wrong_SQLite_connection_string_fails_as_the_providers(string connectionString, bool async) =>
        CompareAt(Provider.Sqlite, connectionString, async, OpenAndUse, static face => !face.DefersOpen);

    [Theory]
    [MemberData(nameof(WrongNpgsql))]
    public Task A_wrong_PostgreSQL_connection_string_fails_as_the_providers(string connectionString, bool async) =>
        CompareAt(Provider.PostgreSql, connectionString, async, OpenAndUse, static face => !face.DefersOpen);

    [Theory]
    [On(Provider.PostgreSql)]
    public async Task A_wrong_password_user_or_database_fails_as_the_providers(Provider provider, bool async)
    {
        var right = (await Databases.Get(provider)).ConnectionString;

        foreach (var wrong in new[] { "Password=wrong", "Username=nobody", "Database=nowhere" })
            await CompareAt(provider, new NpgsqlConnectionStringBuilder($"{right};{wrong}").ConnectionString, async, OpenAndUse, static face => !face.DefersOpen);
    }

    /// <summary>The documented deviation: what the provider says at Open is said by the first command.</summary>
    [Theory]
    [Everywhere]
    public async Task With_deferred_opening_a_dead_server_is_met_at_the_first_command_with_the_same_exception(Provider provider, bool async)
    {
        var dead = provider == Provider.PostgreSql ? "Host=127.0.0.1;Port=1;Username=postgres;Timeout=2" : "Data Source=/nowhere/at/all.db";
        var bare = await RunAt(Face.Bare(provider), dead, async, OpenAndUse);
        var ours = await RunAt(Face.Wrapped(provider).Single(f => f.DefersOpen), dead, async, OpenAndUse);

        var refusal = bare.Steps.Single(s => s.Label == "Open").Outcome;
        Assert.StartsWith("throws ", refusal, StringComparison.Ordinal);
        Assert.Equal("done", ours.Steps.Single(s => s.Label == "Open").Outcome);
        Assert.Equal(refusal, ours.Steps.Single(s => s.Label == "ExecuteScalar SELECT 1").Outcome);
    }

    [Theory]
    [Everywhere]
    public async Task Broken_SQL_fails_as_the_providers(Provider provider, bool async)
    {
        string[] texts =
        [
            "SELEC 1", "SELECT * FROM nothing", "SELECT nope FROM items", "SELECT 'unterminated", "SELECT 1 FROM", "", ";", "-- only a comment", "SELECT $$x", "SELECT (1",
            "INSERT INTO items (id, name, price, made) VALUES (1, 'dup', 1, '2024-01-01')", "INSERT INTO items (id) VALUES (99)", "INSERT INTO scratch (amount) VALUES (-1)",
            "UPDATE items SET name = NULL WHERE id = 1", "SELECT 1/0", "SELECT 1; SELEC 2", "SELECT @missing", "SELECT :missing", "SELECT ?", "SELECT no_such_function(1)",
            "CREATE TABLE items (id int)", "DROP TABLE nothing", "COMMIT", "ROLLBACK", "SELECT 'ünïcödé ☃', \"nope\"",
        ];

        // Microsoft.Data.Sqlite never returns from a text with a NUL in it.
        if (provider == Provider.PostgreSql)
            texts = [.. texts, "SELECT 1 \0 2"];

        await Compare(provider, async, async world =>
        {
            foreach (var text in texts)
            {
                world.Connection = world.NewConnection(noteEvents: false);
                await world.Open();
                await world.Query(text);
                await world.Execute(text);
                using var scalar = world.NewCommand(text);
                await world.Scalar(scalar);
                await world.Do(scalar.Prepare, () => scalar.PrepareAsync(), $"Prepare {text}");
                world.Do(() => world.Connection.State, "State");
                await world.Close();
            }
        });
    }

    [Theory]
    [On(Provider.PostgreSql)]
    public Task A_connection_killed_by_the_server_fails_as_the_providers(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        await world.Execute("SELECT pg_terminate_backend(pg_backend_pid())");
        world.Do(() => world.Connection.State, "State");
        await world.Execute("SELECT 1");
        await world.Close();
        await world.Open();
        await world.Query("SELECT 1");
    });

    [Theory]
    [On(Provider.Sqlite)]
    public Task A_locked_database_fails_as_the_providers(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        await using var other = new SqliteConnection(world.Database.ConnectionString);
        await other.OpenAsync();
        await using var blocking = other.BeginTransaction(IsolationLevel.Serializable);
        using var command = world.NewCommand("INSERT INTO scratch (name) VALUES ('late')");
        command.CommandTimeout = 1;
        await world.NonQuery(command);
    });

    private static async Task OpenAndUse(World world)
    {
        world.Do(() => world.Connection = world.NewConnection(), "CreateConnection");
        if (world.Connection is null)
            return;
        await world.Open();
        world.Do(() => world.Connection.State, "State");
        using var command = world.NewCommand("SELECT 1");
        await world.Scalar(command);
        await world.Close();
        await world.Do(
            () => world.Name(world.DataSource.OpenConnection(), "opened"),
            async () => world.Name(await world.DataSource.OpenConnectionAsync(), "opened"),
            "OpenConnection");
    }

    private static TheoryData<string, bool> Each(params string[] connectionStrings)
    {
        var rows = new TheoryData<string, bool>();
        foreach (var connectionString in connectionStrings)
        {
            rows.Add(connectionString, false);
            rows.Add(connectionString, true);
        }

        return rows;
    }
}
