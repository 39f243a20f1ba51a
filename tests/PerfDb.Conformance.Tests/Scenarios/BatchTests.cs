using System.Data.Common;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Scenarios;

/// <summary>Batches in sequence, in and out of transactions.</summary>
public sealed class BatchTests(Databases databases) : DifferentialTests(databases)
{
    [Theory]
    [On(Provider.PostgreSql)]
    public Task A_batch_runs_in_a_transaction_and_is_undone_with_it(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        await using (var transaction = world.Name(await world.Connection.BeginTransactionAsync(), "transaction"))
        {
            using var batch = Batch(world, "INSERT INTO scratch (name) VALUES ('a')", "INSERT INTO scratch (name) VALUES ('b') RETURNING id");
            world.Do(() => batch.Transaction = transaction, "Transaction =");
            world.Do(() => batch.Transaction, "Transaction");
            await world.Do(batch.Prepare, () => batch.PrepareAsync());
            await world.Do(batch.ExecuteNonQuery, () => batch.ExecuteNonQueryAsync());
            world.Note("affected", batch.BatchCommands.Select(c => (c.RecordsAffected, c.CommandText)).ToArray());
            await world.Do(transaction.Rollback, () => transaction.RollbackAsync());
        }

        await world.Query("SELECT count(*) FROM scratch");
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task A_failing_batch_names_its_command_and_leaves_nothing(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var batch = Batch(world, "INSERT INTO scratch (name) VALUES ('a')", "INSERT INTO scratch (name) VALUES ('a')", "SELECT 1");
        await world.Do(batch.ExecuteNonQuery, () => batch.ExecuteNonQueryAsync());
        var reader = await world.Do(() => batch.ExecuteReader(), () => batch.ExecuteReaderAsync(), "ExecuteReader");
        await world.Drain(reader);
        await world.Query("SELECT count(*) FROM scratch");
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task A_batch_error_is_met_where_the_provider_meets_it(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var batch = Batch(world, "SELECT id FROM items WHERE id < 3", "SELECT 1/(id - 2) FROM items WHERE id < 4 ORDER BY id", "SELECT 3");
        var reader = await world.Do(() => batch.ExecuteReader(), () => batch.ExecuteReaderAsync(), "ExecuteReader");
        for (var i = 0; i < 4; i++)
        {
            while (await world.Read(reader))
                world.Do(() => reader!.GetValue(0), "value");
            await world.NextResult(reader);
        }

        await world.DisposeReader(reader);
        await world.Query("SELECT 1");
    });

    [Theory]
    [Everywhere]
    public Task A_provider_without_batches_refuses_in_its_own_words(Provider provider, bool async) => Compare(provider, async, world =>
    {
        world.Connection = world.NewConnection();
        world.Do(() => world.Connection.CanCreateBatch, "CanCreateBatch");
        world.Do(() => world.Name(world.Connection.CreateBatch(), "batch"), "CreateBatch");
        world.Do(() => world.Name(world.DataSource.CreateBatch(), "batch of the data source"), "DataSource.CreateBatch");
        return Task.CompletedTask;
    });

    private static DbBatch Batch(World world, params string[] texts)
    {
        var batch = world.Name(world.Connection.CreateBatch(), "batch");
        foreach (var text in texts)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
