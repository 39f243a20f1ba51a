using System.Data.Common;
using System.Transactions;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver;
using IsolationLevel = System.Data.IsolationLevel;

namespace PerfDb.Conformance.Tests.Scenarios;

/// <summary>Transactions in sequence: what commits, what is undone, and who belongs to whom.</summary>
public sealed class TransactionTests(Databases databases) : DifferentialTests(databases)
{
    private const string Names = "SELECT id, name FROM scratch ORDER BY id";

    [Theory]
    [Everywhere]
    public Task Commit_keeps_and_rollback_undoes(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        foreach (var keep in new[] { true, false })
        {
            await using var transaction = await Begin(world);
            await world.Execute(Insert(keep));
            await world.Do(keep ? transaction.Commit : transaction.Rollback, () => keep ? transaction.CommitAsync() : transaction.RollbackAsync(), "end");
            await world.Query(Names);
        }

        await using (await Begin(world))
            await world.Execute(Insert("left open"));
        await world.Query(Names);
    });

    [Theory]
    [Everywhere]
    public Task Savepoints_undo_a_part(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        await using var transaction = await Begin(world);
        await world.Execute(Insert("a"));
        await world.Do(() => transaction.Save("s1"), () => transaction.SaveAsync("s1"));
        await world.Execute(Insert("b"));
        await world.Execute(Insert("b"));
        await world.Do(() => transaction.Rollback("s1"), () => transaction.RollbackAsync("s1"));
        await world.Execute(Insert("c"));
        await world.Do(() => transaction.Save("s2"), () => transaction.SaveAsync("s2"));
        await world.Do(() => transaction.Release("s2"), () => transaction.ReleaseAsync("s2"));
        await world.Do(() => transaction.Release("s2"), () => transaction.ReleaseAsync("s2"), "release again");
        await world.Do(transaction.Commit, () => transaction.CommitAsync());
        await world.Query(Names);
    });

    [Theory]
    [Everywhere]
    public Task A_command_takes_a_wrapped_a_raw_and_no_transaction(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        await using var transaction = await Begin(world);
        var raw = transaction is PerfDbTransaction ours ? ours.Unwrap<DbTransaction>() : transaction;
        using var command = world.NewCommand("SELECT count(*) FROM scratch");
        foreach (var given in new[] { transaction, raw, null })
        {
            world.Do(() => { command.Transaction = given; }, "Transaction =");
            world.Do(() => command.Transaction is null, "Transaction is null");
            await world.Scalar(command);
        }
    });

    [Theory]
    [Everywhere]
    public Task A_transaction_of_another_connection_is_refused_as_by_the_provider(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        await using var transaction = await Begin(world);
        var other = world.NewConnection("other connection");
        await world.Open(other);
        using var command = world.NewCommand("SELECT 1", other);
        world.Do(() => command.Transaction = transaction, "Transaction =");
        await world.Scalar(command);
        world.Do(() => command.Connection = world.Connection, "Connection =");
        await world.Scalar(command);
    });

    [Theory]
    [Everywhere]
    public Task Isolation_levels_answer_as_the_providers(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        foreach (var level in Enum.GetValues<IsolationLevel>())
        {
            await using var transaction = await world.Do(
                () => world.Connection.BeginTransaction(level),
                async () => await world.Connection.BeginTransactionAsync(level),
                $"Begin {level}");
            world.Note("IsolationLevel", transaction?.IsolationLevel);
            await world.Query("SELECT 1");
        }
    });

    [Theory]
    [Everywhere]
    public Task A_connection_closed_with_an_open_transaction_rolls_back(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        var transaction = await Begin(world);
        await world.Execute(Insert("lost"));
        await world.Close();
        world.Do(() => transaction.Connection, "Connection");
        await world.Do(transaction.Commit, () => transaction.CommitAsync());
        await world.Do(transaction.Dispose, () => transaction.DisposeAsync().AsTask());
        await world.Open();
        await world.Query(Names);
        await using var next = await Begin(world);
        world.Do(() => next.Connection, "next.Connection");
    });

    [Theory]
    [Everywhere]
    public Task SQL_BEGIN_and_COMMIT_work_beside_the_API(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        await world.Execute("BEGIN");
        await world.Execute(Insert("x"));
        await using (await world.Do(() => world.Connection.BeginTransaction(), async () => await world.Connection.BeginTransactionAsync(), "BeginTransaction"))
        {
        }

        await world.Execute("ROLLBACK");
        await world.Query(Names);
    });

    [Theory]
    [Everywhere]
    public Task An_ambient_transaction_commits_and_rolls_back(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        foreach (var complete in new[] { true, false })
        {
            using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
            {
                world.Connection = world.NewConnection();
                await world.Open();
                await world.Execute(Insert(complete));
                await world.Close();
                if (complete)
                    scope.Complete();
            }

            await world.Open();
            await world.Query(Names);
            await world.Dispose();
        }
    });

    [Theory]
    [Everywhere]
    public Task Two_connections_in_one_ambient_transaction_behave_as_the_providers(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        try
        {
            using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            world.Connection = world.NewConnection();
            await world.Open();
            await world.Execute(Insert("one"));
            await world.Close();
            var second = world.NewConnection("second");
            await world.Open(second);
            await world.NonQuery(world.NewCommand(Insert("two"), second));
            await world.Open();
            scope.Complete();
        }
        catch (Exception e)
        {
            world.Note("scope", e);
        }

        await world.Dispose();
        await world.Connect();
        await world.Query(Names);
    });

    [Theory]
    [Everywhere]
    public Task EnlistTransaction_joins_by_hand(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using (var transaction = new CommittableTransaction())
        {
            world.Do(() => world.Connection.EnlistTransaction(transaction), "Enlist");
            await world.Execute(Insert("enlisted"));
            world.Do(() => world.Connection.EnlistTransaction(transaction), "Enlist again");
            world.Do(transaction.Rollback, "Rollback");
        }

        await world.Close();
        await world.Open();
        await world.Query(Names);
    });

    private static string Insert(object name) => $"INSERT INTO scratch (name) VALUES ('{name}')";

    private static async Task<DbTransaction> Begin(World world) => (await world.Do(
        () => world.Name(world.Connection.BeginTransaction(), "transaction"),
        async () => world.Name(await world.Connection.BeginTransactionAsync(), "transaction"),
        "BeginTransaction"))!;
}
