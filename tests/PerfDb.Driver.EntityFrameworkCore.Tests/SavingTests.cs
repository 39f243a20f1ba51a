using Microsoft.EntityFrameworkCore;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class SavingTests
{
    [Theory]
    [Everywhere]
    public Task Batches_of_many_rows_are_saved(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.CreatedShop();
        var tags = Enumerable.Range(1, 120).Select(i => new Tag { Name = $"tag {i}" }).ToList();

        shop.AddRange(tags);
        run.Note("inserted", await shop.SaveChangesAsync());
        run.Note("identity", tags.Select(t => t.Id));
        foreach (var tag in tags.Where(t => t.Id % 2 == 0))
            tag.Name += "!";
        run.Note("updated", await shop.SaveChangesAsync());
        shop.RemoveRange(tags.Where(t => t.Id > 42));
        shop.Add(new Tag { Name = "last" });
        run.Note("deleted, sync", shop.SaveChanges());
        shop.ChangeTracker.Clear();
        run.Note("left", await shop.Tags.OrderBy(t => t.Id).Select(t => new { t.Id, t.Name }).ToListAsync());
    });

    [Theory]
    [Everywhere]
    public Task Generated_keys_reach_the_whole_graph(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.CreatedShop();
        var customers = ShopData.Customers();

        shop.AddRange(customers);
        run.Note("inserted", await shop.SaveChangesAsync());
        run.Note("keys", customers.Select(c => new { c.Id, Orders = c.Orders.Select(o => new { o.Id, o.CustomerId, Lines = o.Lines.Select(l => new { l.Id, l.OrderId }) }) }));
        shop.Remove(customers[2]);
        run.Note("deleted with its children", await shop.SaveChangesAsync());
        run.Note("orders left", await shop.Orders.CountAsync());
    });

    [Theory]
    [Everywhere]
    public Task Many_to_many_is_saved_and_read(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        var customer = await shop.Customers.Include(c => c.Tags).SingleAsync(c => c.Id == 1);
        var before = customer.Tags.Select(t => t.Name).Order().ToList();
        customer.Tags.Clear();
        customer.Tags.Add(new Tag { Name = "fresh" });
        run.Note("saved", await shop.SaveChangesAsync());
        shop.ChangeTracker.Clear();

        run.Note("before", before);
        run.Note("tags", await shop.Tags.OrderBy(t => t.Id).Select(t => new { t.Name, Customers = t.Customers.OrderBy(c => c.Id).Select(c => c.Id).ToList() }).ToListAsync());
    });

    [Theory]
    [Everywhere]
    public Task Concurrency_token_is_checked(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();
        await using var other = run.Shop();

        var mine = await shop.Customers.SingleAsync(c => c.Id == 1);
        var theirs = await other.Customers.SingleAsync(c => c.Id == 1);
        (theirs.Balance, theirs.Version) = (1, 1);
        run.Note("theirs", await other.SaveChangesAsync());
        (mine.Balance, mine.Version) = (2, 1);
        await run.NoteException("mine", () => shop.SaveChangesAsync());
        try
        {
            await shop.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException e)
        {
            var stored = await e.Entries.Single().GetDatabaseValuesAsync();
            run.Note("stored", stored!.GetValue<decimal>("Balance"));
            e.Entries.Single().OriginalValues.SetValues(stored);
        }

        run.Note("again", await shop.SaveChangesAsync());
        shop.Remove(mine);
        await other.Customers.Where(c => c.Id == 1).ExecuteDeleteAsync();
        await run.NoteException("deleted meanwhile", () => shop.SaveChangesAsync());
    });

    [Theory]
    [OnPostgreSql]
    public Task Row_version_xmin_is_checked(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var documents = run.Context<DocumentContext>();
        await documents.Database.EnsureCreatedAsync();
        await using var other = run.Context<DocumentContext>();
        documents.Add(new Document { Title = "a" });
        await documents.SaveChangesAsync();

        var mine = await documents.Documents.SingleAsync();
        var theirs = await other.Documents.SingleAsync();
        theirs.Title = "theirs";
        run.Note("theirs", await other.SaveChangesAsync());
        run.Note("new version", theirs.Version != mine.Version);
        mine.Title = "mine";
        await run.NoteException("mine", () => documents.SaveChangesAsync());
        await documents.Entry(mine).ReloadAsync();
        mine.Title = "mine after all";
        run.Note("again", await documents.SaveChangesAsync());
    });

    [Theory]
    [OnPostgreSql]
    public Task HiLo_gives_out_the_same_keys(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var documents = run.Context<DocumentContext>();
        await documents.Database.EnsureCreatedAsync();

        var notes = Enumerable.Range(1, 25).Select(i => new Note { Text = $"note {i}" }).ToList();
        await documents.AddRangeAsync(notes);
        run.Note("keys before saving", notes.Select(n => n.Id));
        run.Note("saved", await documents.SaveChangesAsync());
        documents.Add(new Note { Text = "sync" });
        run.Note("saved, sync", documents.SaveChanges());
        run.Note("stored", await documents.Notes.OrderBy(n => n.Id).Select(n => n.Id).ToListAsync());
    });

    [Theory]
    [Everywhere]
    public Task Failed_save_in_a_transaction_rolls_back_to_its_savepoint(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        await Run.InStrategy(shop, async () =>
        {
            await using var transaction = await shop.Database.BeginTransactionAsync();
            run.Note("supported", transaction.SupportsSavepoints);
            shop.Add(new Order { CustomerId = 2, Total = 1001 });
            await shop.SaveChangesAsync();
            var wrong = new Order { CustomerId = 999, Total = 1002 };
            shop.AddRange(new Order { CustomerId = 3, Total = 1003 }, wrong);
            await run.NoteException("wrong", () => shop.SaveChangesAsync());
            wrong.CustomerId = 4;
            run.Note("put right", await shop.SaveChangesAsync());
            await transaction.CommitAsync();
        });

        run.Note("orders", await shop.Orders.Where(o => (double)o.Total > 1000).OrderBy(o => o.CustomerId).Select(o => new { o.CustomerId, o.Total }).ToListAsync());
    });
}
