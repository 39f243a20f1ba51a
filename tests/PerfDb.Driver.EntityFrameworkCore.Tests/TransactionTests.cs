using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class TransactionTests
{
    [Theory]
    [Everywhere]
    public Task Commit_rollback_and_savepoints_work(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.CreatedShop();

        await Run.InStrategy(shop, async () =>
        {
            await using var transaction = await shop.Database.BeginTransactionAsync(IsolationLevel.Serializable);
            run.Note("level", transaction.GetDbTransaction().IsolationLevel);
            run.Note("type", transaction.GetDbTransaction().GetType().FullName);
            await Add(shop, "kept");
            await transaction.CreateSavepointAsync("here");
            await Add(shop, "undone");
            await transaction.RollbackToSavepointAsync("here");
            await transaction.ReleaseSavepointAsync("here");
            await transaction.CommitAsync();
        });
        await Run.InStrategy(shop, async () =>
        {
            await using var transaction = await shop.Database.BeginTransactionAsync();
            await Add(shop, "rolled back");
            await transaction.RollbackAsync();
        });
        await Run.InStrategy(shop, async () =>
        {
            await using (await shop.Database.BeginTransactionAsync())
                await Add(shop, "disposed");
        });

        run.Note("names", await shop.Tags.OrderBy(t => t.Id).Select(t => t.Name).ToListAsync());
    });

    [Theory]
    [Everywhere]
    public Task UseTransaction_takes_the_providers_transaction(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.CreatedShop();
        await UseTransaction(run, shop, shop.Database.GetDbConnection());
    });

    [Theory]
    [Everywhere]
    public Task UseTransaction_takes_the_drivers_transaction(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.CreatedShop();
        await UseTransaction(run, shop, run.Wiring == Wiring.Raw ? shop.Database.GetDbConnection() : shop.Database.GetPerfDbConnection());
    });

    [Theory]
    [Everywhere]
    public Task Contexts_share_a_connection_and_a_transaction(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.CreatedShop();
        await using var connection = await run.OpenRaw();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var first = run.Shop(o => UseConnection(run, o, connection));
        await using var second = run.Shop(o => UseConnection(run, o, connection));

        await Run.InStrategy(first, async () =>
        {
            await first.Database.UseTransactionAsync(transaction);
            await Add(first, "first");
            await first.Database.UseTransactionAsync(null);
        });
        await Run.InStrategy(second, async () =>
        {
            await second.Database.UseTransactionAsync(transaction);
            run.Note("seen by the second", await second.Tags.CountAsync());
            await Add(second, "second");
            await second.Database.UseTransactionAsync(null);
        });
        await transaction.CommitAsync();

        run.Note("names", await shop.Tags.OrderBy(t => t.Id).Select(t => t.Name).ToListAsync());
    });

    private static async Task UseTransaction(Run run, ShopContext shop, DbConnection connection)
    {
        await shop.Database.OpenConnectionAsync();
        await Run.InStrategy(shop, async () =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var used = await shop.Database.UseTransactionAsync(transaction);
            run.Note("type", used!.GetDbTransaction().GetType().FullName);
            await Add(shop, "rolled back");
            run.Note("inside", await shop.Tags.CountAsync());
            await transaction.RollbackAsync();
            await shop.Database.UseTransactionAsync(null);
        });
        await Run.InStrategy(shop, async () =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            shop.Database.UseTransaction(transaction);
            await Add(shop, "committed");
            await shop.Database.CommitTransactionAsync();
        });
        await shop.Database.CloseConnectionAsync();
        run.Note("names", await shop.Tags.OrderBy(t => t.Id).Select(t => t.Name).ToListAsync());
    }

    private static void UseConnection(Run run, DbContextOptionsBuilder options, DbConnection connection)
    {
        if (run.IsPostgreSql)
            options.UseNpgsql(connection);
        else
            options.UseSqlite(connection);
    }

    private static async Task Add(ShopContext shop, string name)
    {
        shop.Add(new Tag { Name = name });
        await shop.SaveChangesAsync();
        shop.ChangeTracker.Clear();
    }
}
