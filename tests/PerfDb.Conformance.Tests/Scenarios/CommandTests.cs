using System.Data;
using System.Data.Common;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver;

namespace PerfDb.Conformance.Tests.Scenarios;

/// <summary>Commands in sequence: reuse, preparation, cancellation, time-outs, several readers.</summary>
public sealed class CommandTests(Databases databases) : DifferentialTests(databases)
{
    [Theory]
    [Everywhere]
    public Task A_command_is_reused_with_other_text_and_values(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var command = world.NewCommand("SELECT name FROM items WHERE id = @id");
        var id = command.Add("id", 1);
        foreach (var value in new object[] { 1, 2, 99, DBNull.Value, "x" })
        {
            world.Do(() => id.Value = value, "Value =");
            await world.Scalar(command);
        }

        world.Do(() => command.CommandText = "SELECT price FROM items WHERE id = @id", "CommandText =");
        world.Do(() => id.Value = 4, "Value =");
        await world.Do(command.Prepare, () => command.PrepareAsync());
        await world.Scalar(command);
        await world.Scalar(command);
        world.Do(command.Parameters.Clear, "Clear");
        await world.Scalar(command);
        world.Do(() => command.CommandText = "INSERT INTO scratch (name) VALUES ('p'), ('q')", "CommandText =");
        await world.NonQuery(command);
        await world.NonQuery(command);
    });

    [Theory]
    [Everywhere]
    public Task A_command_moves_between_connections(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        var other = world.NewConnection("other connection");
        using var command = world.NewCommand("SELECT 3");
        await world.Scalar(command);
        world.Do(() => command.Connection = other, "Connection = other");
        await world.Scalar(command);
        await world.Open(other);
        await world.Scalar(command);
        world.Do(() => command.Connection, "Connection");
        world.Do(() => command.Connection = null, "Connection = null");
        await world.Scalar(command);
        world.Do(() => command.Connection = world.Connection, "Connection = first");
        await world.Scalar(command);
        world.Do(() => { command.Connection = Raw(other); }, "Connection = raw");
        await world.Scalar(command);
        world.Do(() => command.Connection is null, "Connection is null");
    });

    [Theory]
    [Everywhere]
    public Task The_connection_can_change_only_when_no_reader_is_open(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var command = world.NewCommand("SELECT id FROM items");
        var reader = await world.ExecuteReader(command);
        await world.Read(reader);
        world.Do(() => command.Connection = null, "Connection = null");
        world.Do(() => command.CommandText = "SELECT 1", "CommandText =");
        world.Do(() => command.Connection, "Connection");
        await world.DisposeReader(reader);
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task A_command_timeout_ends_as_the_providers(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var command = world.NewCommand("SELECT pg_sleep(5)");
        command.CommandTimeout = 1;
        await world.Scalar(command);
        world.Do(() => world.Connection.State, "State");
        await world.Query("SELECT 1");
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task A_token_cancelled_during_the_command_ends_as_the_providers(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        foreach (var text in new[] { "SELECT pg_sleep(5)", "SELECT i, pg_sleep(CASE WHEN i > 2 THEN 5 ELSE 0 END) FROM generate_series(1, 5) i" })
        {
            using var source = new CancellationTokenSource();
            using var command = world.NewCommand(text);
            source.CancelAfter(150);
            await world.Do(
                static () => null,
                async () =>
                {
                    await using var reader = await command.ExecuteReaderAsync(source.Token);
                    while (await reader.ReadAsync(source.Token))
                    {
                    }

                    return (object?)"read";
                },
                text);
        }

        world.Do(() => world.Connection.State, "State");
        await world.Query("SELECT 1");
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task Cancel_from_another_thread_ends_the_command_as_the_providers(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var command = world.NewCommand("SELECT pg_sleep(5)");
        var cancelling = Task.Run(async () =>
        {
            await Task.Delay(200);
            command.Cancel();
        });
        await world.Scalar(command);
        await cancelling;
        await world.Query("SELECT 1");
    });

    [Theory]
    [Everywhere]
    public Task Cancel_in_mid_read_ends_the_reader_as_the_providers(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var command = world.NewCommand("SELECT a.id FROM items a, items b, items c, items d");
        var reader = await world.ExecuteReader(command);
        await world.Read(reader);
        world.Do(command.Cancel, "Cancel");
        await world.DisposeReader(reader);
        await world.Query("SELECT 1");
    });

    [Theory]
    [Everywhere]
    public Task Two_readers_on_one_connection_behave_as_the_providers(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var first = world.NewCommand("SELECT id FROM items ORDER BY id", name: "first");
        using var second = world.NewCommand("SELECT name FROM items ORDER BY id", name: "second");
        var one = await world.ExecuteReader(first);
        await world.Read(one);
        var two = await world.ExecuteReader(second);
        await world.Read(two);
        await world.Read(one);
        world.Do(() => one!.GetValue(0), "one.GetValue");
        await world.DisposeReader(two);
        await world.DisposeReader(one);
    });

    [Theory]
    [Everywhere]
    public Task Behaviors_and_several_results_read_alike(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        foreach (var behavior in new[] { CommandBehavior.Default, CommandBehavior.SingleRow, CommandBehavior.SingleResult, CommandBehavior.SchemaOnly, CommandBehavior.KeyInfo, CommandBehavior.SequentialAccess })
        {
            await world.Query("SELECT id, name FROM items WHERE id < 4; INSERT INTO scratch (name) VALUES (NULL); SELECT 'x' AS y; SELECT 1 WHERE 1 = 0", behavior);
            await world.Query("INSERT INTO scratch (amount) VALUES (1), (2) RETURNING id; UPDATE scratch SET amount = amount + 1; DELETE FROM scratch", behavior);
        }
    });

    [Theory]
    [Everywhere]
    public Task CloseConnection_closes_the_callers_connection_once(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        for (var i = 0; i < 3; i++)
        {
            using var command = world.NewCommand("SELECT id FROM items");
            var reader = await world.ExecuteReader(command, CommandBehavior.CloseConnection);
            await world.Read(reader);
            await world.DisposeReader(reader);
            world.Do(() => world.Connection.State, "State");
            await world.Open();
        }
    });

    [Theory]
    [Everywhere]
    public Task Parameters_of_every_kind_travel_alike(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        object[] values =
        [
            1, 2L, (short)3, 4.5, 6.7m, 1.5f, "text", true, new byte[] { 1, 2 }, new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc), new DateTime(2024, 2, 29, 1, 2, 3),
            new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.Zero), new DateOnly(2024, 2, 29), new TimeOnly(1, 2, 3), TimeSpan.FromMinutes(5), Guid.Empty, 'c', Mood.Happy, new[] { 1, 2 },
            new List<string> { "a" }, new object(), (byte)7, ulong.MaxValue, new Uri("http://x"), DBNull.Value,
        ];
        await world.Connect();
        foreach (var value in values)
        {
            using var command = world.NewCommand("SELECT @p");
            var parameter = command.Add("@p", value);
            world.Do(() => (parameter.DbType, parameter.IsNullable, parameter.Size), $"DbType of {value.GetType()}");
            await world.Scalar(command);
            await world.Do(command.Prepare, () => command.PrepareAsync());
        }
    });

    private static DbConnection Raw(DbConnection connection) => connection is IPerfDbConnection ours ? ours.Unwrap<DbConnection>() : connection;
}
