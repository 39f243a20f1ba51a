using System.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver;

namespace PerfDb.Conformance.Tests.Scenarios;

/// <summary>What only the provider offers, through <c>Unwrap</c> on PostgreSQL and by inheritance on SQLite.</summary>
public sealed class ProviderExtrasTests(Databases databases) : DifferentialTests(databases)
{
    [Theory]
    [On(Provider.PostgreSql)]
    public Task COPY_works_through_Unwrap(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        var npgsql = Npgsql(world);
        await using (var import = await npgsql.BeginBinaryImportAsync("COPY scratch (name, amount) FROM STDIN (FORMAT BINARY)"))
        {
            for (var i = 0; i < 5; i++)
            {
                await import.StartRowAsync();
                await import.WriteAsync($"n{i}");
                await import.WriteAsync(i, NpgsqlDbType.Integer);
            }

            world.Note("imported", await import.CompleteAsync());
        }

        using (var export = await npgsql.BeginTextExportAsync("COPY (SELECT id, name FROM scratch ORDER BY id) TO STDOUT"))
            world.Note("exported", await export.ReadToEndAsync());
        await world.Query("SELECT count(*) FROM scratch");
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task Notices_and_notifications_arrive_through_Unwrap(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        var npgsql = Npgsql(world);
        npgsql.Notice += (_, e) => world.Note("notice", e.Notice.MessageText);
        npgsql.Notification += (_, e) => world.Note("notification", (e.Channel, e.Payload));
        await world.Query("SELECT complain()");
        await world.Execute("LISTEN news");
        await world.Execute("NOTIFY news, 'extra'");
        world.Do(() => npgsql.Wait(100), "Wait");
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task Procedures_and_functions_give_back_what_they_do_without_us(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using (var split = world.NewCommand("split"))
        {
            split.CommandType = CommandType.StoredProcedure;
            split.Add("whole", 42);
            split.Add("half", null).Direction = ParameterDirection.Output;
            split.Parameters["half"].DbType = DbType.Int32;
            split.Add("seen", 1).Direction = ParameterDirection.InputOutput;
            await world.NonQuery(split);
            world.Note("half and seen", (split.Parameters["half"].Value, split.Parameters["seen"].Value));
            await world.Drain(await world.ExecuteReader(split));
            await world.Scalar(split);
        }

        using (var remember = world.NewCommand("remember"))
        {
            remember.CommandType = CommandType.StoredProcedure;
            remember.Add("what", "kept");
            await world.NonQuery(remember);
        }

        await world.Query("CALL remember('also kept')");
        await world.Query("SELECT name FROM scratch ORDER BY id");
        await world.Query("SELECT * FROM some_items(3)");
        using var missing = world.NewCommand("no_such_procedure");
        missing.CommandType = CommandType.StoredProcedure;
        await world.NonQuery(missing);
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task Parameters_keep_their_provider_type(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var command = world.NewCommand("SELECT $1, $2, $3");
        command.Parameters.Add(new NpgsqlParameter { Value = "{\"a\": 1}", NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = 5 });
        command.Parameters.Add(new NpgsqlParameter { Value = new[] { 1, 2 }, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        await world.Drain(await world.ExecuteReader(command));
    });

    [Theory]
    [On(Provider.Sqlite)]
    public Task User_functions_collations_and_backup_work(Provider provider, bool async) => Compare(
        provider,
        async,
        async world =>
        {
            await world.Connect();
            var sqlite = Sqlite(world);
            sqlite.CreateFunction("twice", (long x) => x * 2);
            sqlite.CreateAggregate("longest", 0L, (long longest, string s) => Math.Max(longest, s.Length));
            sqlite.CreateCollation("backwards", (x, y) => string.CompareOrdinal(y, x));
            await world.Query("SELECT twice(21), longest(name) FROM items");
            await world.Query("SELECT name FROM items ORDER BY name COLLATE backwards LIMIT 3");
            await world.Query("SELECT twice('x', 1)");
            await using var copy = new SqliteConnection("Data Source=:memory:");
            await copy.OpenAsync();
            sqlite.BackupDatabase(copy);
            await using var count = copy.CreateCommand();
            count.CommandText = "SELECT count(*) FROM items";
            world.Note("copied", await count.ExecuteScalarAsync());
        });

    [Theory]
    [On(Provider.Sqlite)]
    public Task A_blob_streams_in_and_out(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        // The pool hands all sides the same connection, temporary tables and all.
        using (var prepare = world.NewCommand("DROP TABLE IF EXISTS temp.blobs; CREATE TEMP TABLE blobs (id INTEGER PRIMARY KEY, data BLOB)"))
            await prepare.ExecuteNonQueryAsync();
        await world.Execute("INSERT INTO blobs VALUES (1, zeroblob(4))");
        using (var blob = new SqliteBlob(Sqlite(world), "temp", "blobs", "data", 1))
            await blob.WriteAsync(new byte[] { 9, 8, 7 });
        await world.Query("SELECT data FROM blobs");
        using var command = world.NewCommand("SELECT id, data FROM blobs");
        var reader = await world.ExecuteReader(command, CommandBehavior.SequentialAccess);
        await world.Read(reader);
        world.Do(() => reader!.GetStream(1), "GetStream");
        await world.DisposeReader(reader);
    });

    [Theory]
    [On(Provider.Sqlite)]
    public Task Typed_transactions_and_commands_work_together(Provider provider, bool async) => Compare(
        provider,
        async,
        async world =>
        {
            await world.Connect();
            var sqlite = (SqliteConnection)world.Connection;
            using (var transaction = sqlite.BeginTransaction(deferred: true))
            {
                using var command = sqlite.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "INSERT INTO scratch (name) VALUES ($name)";
                command.Parameters.AddWithValue("$name", "typed");
                await world.NonQuery(command);
                world.Do(() => command.Transaction == transaction, "Transaction ==");
                world.Do(() => ReferenceEquals(command.Connection, sqlite), "Connection ==");
                world.Do(() => command.ExecuteReader().GetType(), "typed reader");
                transaction.Commit();
                world.Do(() => command.Transaction, "Transaction after commit");
            }

            using var direct = new SqliteCommand("SELECT count(*) FROM scratch", sqlite);
            await world.Scalar(direct);
        },
        static face => face.Name.StartsWith("UseSqlite", StringComparison.Ordinal));

    private static NpgsqlConnection Npgsql(World world) =>
        world.Connection is IPerfDbConnection ours ? ours.Unwrap<NpgsqlConnection>() : (NpgsqlConnection)world.Connection;

    private static SqliteConnection Sqlite(World world) =>
        world.Connection is IPerfDbConnection ours ? ours.Unwrap<SqliteConnection>() : (SqliteConnection)world.Connection;
}
