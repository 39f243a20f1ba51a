using System.Data;
using System.Data.Common;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver;

namespace PerfDb.Conformance.Tests.Completion;

/// <summary>A way for commands to end, and what must have been counted by then.</summary>
internal sealed record Ending(string Name, long Calls, long Errors, long? Rows, Func<World, Task> Run)
{
    public Provider? Only { get; init; }
}

internal static class CompletionEndings
{
    private const string Items = "SELECT id FROM items WHERE id <= 5 ORDER BY id";

    public static IReadOnlyList<Ending> All { get; } =
    [
        new("a scalar", 1, 0, null, w => Connected(w, () => w.Scalar(w.NewCommand("SELECT 1")))),
        new("a non-query", 1, 0, 2, w => Connected(w, () => w.Execute("INSERT INTO scratch (name) VALUES ('a'), ('b')"))),
        new("a scalar that fails", 1, 1, null, w => Connected(w, () => w.Scalar(w.NewCommand("SELECT nope")))),
        new("a reader that fails at once", 1, 1, null, w => Connected(w, () => w.ExecuteReader(w.NewCommand("SELEC")))),
        new("closed at the end", 1, 0, 5, w => Reading(w, Items, all: true, r => w.CloseReader(r))),
        new("disposed at the end", 1, 0, 5, w => Reading(w, Items, all: true, r => w.DisposeReader(r))),
        new("disposed half-read", 1, 0, 1, w => Reading(w, Items, all: false, r => w.DisposeReader(r))),
        new("closed and disposed", 1, 0, 1, w => Reading(w, Items, all: false, async r =>
        {
            await w.CloseReader(r);
            await w.DisposeReader(r);
            await w.DisposeReader(r);
        })),
        new("disposed without reading", 1, 0, 0, w => Connected(w, async () => await w.DisposeReader(await w.ExecuteReader(w.NewCommand(Items))))),
        new("several results", 1, 0, null, w => Connected(w, () => w.Query(Items + "; SELECT 2; SELECT 3"))),
        new("several results, left at the first", 1, 0, null, w => Reading(w, Items + "; SELECT 2; SELECT 3", all: false, r => w.DisposeReader(r))),
        new("an error in Read", 1, 1, null, w => Reading(w, FailsAtThird(w), all: true, r => w.DisposeReader(r))),
        new("CloseConnection", 1, 0, 1, w => Reading(w, Items, all: false, r => w.DisposeReader(r), CommandBehavior.CloseConnection)),
        new("abandoned, connection closed", 1, 0, 1, w => Reading(w, Items, all: false, _ => w.Close())),
        new("abandoned, connection disposed", 1, 0, 1, w => Reading(w, Items, all: false, _ => w.Dispose())),
        new("abandoned, closed, then disposed after all", 1, 0, 1, w => Reading(w, Items, all: false, async r =>
        {
            await w.Close();
            await w.DisposeReader(r);
            await w.Dispose();
        })),
        new("command disposed with its reader open", 1, 0, null, w => Reading(w, Items, all: false, async r =>
        {
            await w.Do(w.Command.Dispose, () => w.Command.DisposeAsync().AsTask(), "command.Dispose");
            await w.DisposeReader(r);
        })),
        new("two executions of one command", 2, 0, 10, w => Connected(w, async () =>
        {
            var command = w.NewCommand(Items);
            await w.Drain(await w.ExecuteReader(command));
            await w.Drain(await w.ExecuteReader(command));
        })),
        new("a command between, whatever it does", 2, 0, null, w => Reading(w, Items, all: true, async r =>
        {
            await w.DisposeReader(r);
            await w.Scalar(w.NewCommand("SELECT 1"));
        })),
        new("a write with the provider's own reader", 1, 0, 2, w => Connected(w, async () =>
            await w.Drain(await w.ExecuteReader(w.NewCommand("INSERT INTO scratch (name) VALUES ('a'), ('b') RETURNING id"))))),
        new("the provider's own reader, abandoned", 1, 0, null, w => Reading(w, "INSERT INTO scratch (name) VALUES ('a'), ('b') RETURNING id", all: false, _ => w.Close())),
        new("the provider's own reader, connection disposed", 1, 0, null, w => Reading(w, "INSERT INTO scratch (name) VALUES ('a'), ('b') RETURNING id", all: false, _ => w.Dispose())),
        new("the provider's reader closed behind our back", 2, 0, null, w => Reading(w, Items, all: false, async r =>
        {
            if (r is PerfDbDataReader ours)
                await ours.Unwrap<DbDataReader>().DisposeAsync();
            else
                await r!.DisposeAsync();
            await w.Scalar(w.NewCommand("SELECT 1"));
        })),
        new("a procedure", 1, 0, null, w => Connected(w, () => w.Execute("CALL remember('x')"))) { Only = Provider.PostgreSql },
        new("a batch read to the end", 1, 0, null, w => Connected(w, async () =>
            await w.Drain(await Batch(w).ExecuteReaderAsync()))) { Only = Provider.PostgreSql },
        new("a batch abandoned", 1, 0, null, w => Connected(w, async () =>
        {
            await Batch(w).ExecuteReaderAsync();
            await w.Close();
        })) { Only = Provider.PostgreSql },
        new("a batch's scalar and non-query", 2, 0, null, w => Connected(w, async () =>
        {
            await Batch(w).ExecuteScalarAsync();
            await Batch(w).ExecuteNonQueryAsync();
        })) { Only = Provider.PostgreSql },
        new("a data source's command", 2, 0, null, async w =>
        {
            await using var command = w.DataSource.CreateCommand(Items);
            await w.Scalar(command);
            await w.Drain(await w.ExecuteReader(command));
        }),
        new("a time-out", 1, 1, null, w => Connected(w, () =>
        {
            var command = w.NewCommand("SELECT pg_sleep(5)");
            command.CommandTimeout = 1;
            return w.Scalar(command);
        })) { Only = Provider.PostgreSql },
        new("a transaction's own statements are nobody's commands", 1, 0, null, w => Connected(w, async () =>
        {
            await using var transaction = await w.Connection.BeginTransactionAsync();
            await transaction.SaveAsync("a");
            await w.Scalar(w.NewCommand("SELECT 1"));
            await transaction.RollbackAsync("a");
            await transaction.CommitAsync();
        })),
    ];

    private static string FailsAtThird(World world) =>
        $"SELECT CASE WHEN id = 3 THEN {(world.IsSqlite ? "abs(-9223372036854775807 - 1)" : "1 / (id - 3)")} ELSE id END FROM items ORDER BY id";

    private static async Task Connected(World world, Func<Task> then)
    {
        await world.Connect();
        await then();
    }

    private static async Task Reading(World world, string sql, bool all, Func<DbDataReader?, Task> end, CommandBehavior behavior = CommandBehavior.Default)
    {
        await world.Connect();
        world.Command = world.NewCommand(sql);
        var reader = await world.ExecuteReader(world.Command, behavior);
        while (await world.Read(reader) && all)
        {
        }

        await end(reader);
    }

    private static DbBatch Batch(World world)
    {
        var batch = world.Name(world.Connection.CreateBatch(), "batch");
        foreach (var text in new[] { "SELECT 1", "SELECT 2" })
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
