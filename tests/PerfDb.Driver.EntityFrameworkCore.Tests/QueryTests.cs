using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class QueryTests
{
    // A compiled query serves one model. One per database for all wirings proves that they share EF Core's services.
    private static readonly Dictionary<Dbms, CompiledQueries> Compiled = new() { [Dbms.PostgreSql] = new(), [Dbms.Sqlite] = new() };

    [Theory]
    [Everywhere]
    public Task Include_reads_the_same_graph(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        run.Note("graph", Graph(await shop.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).OrderBy(c => c.Id).ToListAsync()));
    });

    [Theory]
    [Everywhere]
    public Task Split_query_reads_the_same_graph(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        run.Note("graph", Graph(await shop.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).OrderBy(c => c.Id).AsSplitQuery().ToListAsync()));
        shop.ChangeTracker.Clear();
        run.Note("sync", Graph([.. shop.Customers.Include(c => c.Orders).Include(c => c.Tags).OrderBy(c => c.Id).AsSplitQuery()]));
    });

    [Theory]
    [Everywhere]
    public Task Compiled_query_reads_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        var queries = Compiled[dbms];
        run.Note("more than 50", await queries.NamesRicherThan(shop, 50m).ToListAsync());
        run.Note("more than 100", await queries.NamesRicherThan(shop, 100m).ToListAsync());
        run.Note("third", queries.CustomerById(shop, 3)!.Orders.Count);
        run.Note("none", queries.CustomerById(shop, 999));
    });

    [Theory]
    [Everywhere]
    public Task Streaming_can_stop_early(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        await foreach (var customer in shop.Customers.OrderBy(c => c.Id).AsAsyncEnumerable())
        {
            run.Note("streamed", customer.Name);
            if (customer.Id == 4)
                break;
        }

        foreach (var customer in shop.Customers.OrderByDescending(c => c.Id).AsEnumerable().Take(2))
            run.Note("streamed", customer.Name);
        run.Note("afterwards", await shop.Customers.CountAsync());
    });

    [Theory]
    [Everywhere]
    public Task Single_values_are_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        run.Note("count", await shop.Orders.CountAsync());
        run.Note("long count", shop.Orders.LongCount(o => o.Total > 6));
        run.Note("any", await shop.Customers.AnyAsync(c => c.Name == "nobody"));
        run.Note("max", await shop.Orders.MaxAsync(o => o.PlacedAt));
        run.Note("min of none", await shop.Orders.Where(o => o.Id < 0).MinAsync(o => (DateTime?)o.PlacedAt));
        run.Note("first", (await shop.Customers.FirstAsync(c => c.Id == 2)).Name);
        await run.NoteException("single", () => shop.Customers.SingleAsync(c => c.Id > 2));
        await run.NoteException("first of none", () => shop.Customers.FirstAsync(c => c.Id > 200));
        run.Note("find", (await shop.FindAsync<Customer>(5))?.Name);
    });

    [Theory]
    [Everywhere]
    public Task Decimals_are_aggregated_and_compared_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        // On SQLite these are functions that EF Core registers on the provider's connection: ef_sum, ef_mod, ef_compare.
        await using var shop = await run.FilledShop();

        run.Note("sum", await shop.Customers.SumAsync(c => c.Balance));
        run.Note("average", await shop.Customers.AverageAsync(c => c.Balance));
        run.Note("max", await shop.Customers.MaxAsync(c => c.Balance));
        run.Note("min", await shop.Customers.MinAsync(c => c.Balance));
        run.Note("arithmetic", await shop.Customers.Where(c => (c.Balance * 2) % 3 < 1.5m && c.Balance - 1 > 20).OrderBy(c => c.Balance).Select(c => c.Balance).ToListAsync());
        run.Note("groups", await shop.Lines.GroupBy(l => l.Quantity).OrderBy(g => g.Key).Select(g => new { g.Key, Sum = g.Sum(l => l.Price), Count = g.Count() }).ToListAsync());
    });

    [Theory]
    [Everywhere]
    public Task Regular_expressions_match_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        // On SQLite regexp is a function that EF Core registers on the provider's connection.
        await using var shop = await run.FilledShop();

        run.Note("match", await shop.Customers.Where(c => Regex.IsMatch(c.Name, "0[2-4]$")).OrderBy(c => c.Id).Select(c => c.Name).ToListAsync());
    });

    [Theory]
    [Everywhere]
    public Task Tagged_query_reads_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        run.Note("tagged", await shop.Customers.TagWith("for the report").TagWithCallSite().Where(c => c.Id < 4).OrderBy(c => c.Id).Select(c => c.Name).ToListAsync());
        run.Note("tagged split", (await shop.Customers.TagWith("two\nlines").Include(c => c.Orders).AsSplitQuery().ToListAsync()).Count);
    });

    [Theory]
    [Everywhere]
    public Task Raw_sql_reads_and_writes_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();
        var least = 3;

        run.Note("from sql", (await shop.Tags.FromSql($"""select * from "Tags" where "Id" >= {least}""").ToListAsync()).Select(t => t.Name));
        run.Note("composed", await shop.Tags.FromSqlRaw("""select * from "Tags" where "Id" < {0}""", least).OrderBy(t => t.Name).Select(t => t.Name).ToListAsync());
        run.Note("scalars", await shop.Database.SqlQuery<int>($"""select "Id" as "Value" from "Tags" order by 1""").ToListAsync());
        run.Note("affected", await shop.Database.ExecuteSqlAsync($"""update "Tags" set "Name" = 'x' || "Name" where "Id" < {least}"""));
        run.Note("affected, sync", shop.Database.ExecuteSqlRaw("""delete from "Tags" where "Id" = {0}""", least));
        run.Note("left", await shop.Tags.OrderBy(t => t.Id).Select(t => t.Name).ToListAsync());
    });

    [Theory]
    [Everywhere]
    public Task ExecuteUpdate_and_ExecuteDelete_affect_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        run.Note("updated", await shop.Orders.Where(o => o.Total > 6).ExecuteUpdateAsync(u => u.SetProperty(o => o.Total, o => o.Total + 1)));
        run.Note("deleted", await shop.Lines.Where(l => l.Quantity == 1).ExecuteDeleteAsync());
        run.Note("deleted, sync", shop.Orders.Where(o => o.Customer!.Name == "Customer 03").ExecuteDelete());
        run.Note("orders", await shop.Orders.OrderBy(o => o.Id).Select(o => o.Total).ToListAsync());
    });

    [Theory]
    [Everywhere]
    public Task Owned_json_is_stored_and_read_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        var second = await shop.Customers.SingleAsync(c => c.Id == 2);
        second.Address.Phones.Add(new() { Kind = "work", Number = "007" });
        second.Address.City = "Łódź";
        await shop.SaveChangesAsync();
        shop.ChangeTracker.Clear();
        run.Note("json", (await shop.Customers.AsNoTracking().OrderBy(c => c.Id).ToListAsync()).Select(c => c.Address));
        // The JSON functions of SQLite are younger than the library here: then the error is the same.
        await run.NoteException("query into json", async () => run.Note("in Oslo", await shop.Customers.Where(c => c.Address.City == "Oslo").OrderBy(c => c.Id).Select(c => c.Address.Street).ToListAsync()));
    });

    [Theory]
    [Everywhere]
    public Task Errors_are_the_providers_own(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        await run.NoteException("syntax", () => shop.Database.ExecuteSqlRawAsync("selec 1"));
        await run.NoteException("no table", () => shop.Tags.FromSqlRaw("select * from nowhere").ToListAsync());
        await run.NoteException("no table, sync", () => Task.FromResult(shop.Database.SqlQueryRaw<int>("select 1 from nowhere").ToList()));
        await run.NoteException("wrong column", () => shop.Tags.FromSqlRaw("""select 1 as "Id" """).ToListAsync());
        await run.NoteException("unique", () =>
        {
            shop.Add(new Customer { Name = "Customer 01", Address = new() { City = "Rome" } });
            return shop.SaveChangesAsync();
        });
        run.Note("afterwards", await shop.Customers.CountAsync());
    });

    private static IEnumerable<object> Graph(IEnumerable<Customer> customers) => customers.Select(c => new
    {
        c.Id,
        c.Name,
        c.Balance,
        c.Since,
        c.Address,
        Orders = c.Orders.OrderBy(o => o.Id).Select(o => new { o.PlacedAt, o.Total, Lines = o.Lines.OrderBy(l => l.Id) }),
        Tags = c.Tags.OrderBy(t => t.Id).Select(t => t.Name),
    });

    private sealed class CompiledQueries
    {
        public Func<ShopContext, decimal, IAsyncEnumerable<string>> NamesRicherThan { get; } =
            EF.CompileAsyncQuery((ShopContext shop, decimal balance) => shop.Customers.Where(c => c.Balance > balance).OrderBy(c => c.Id).Select(c => c.Name));

        public Func<ShopContext, int, Customer?> CustomerById { get; } =
            EF.CompileQuery((ShopContext shop, int id) => shop.Customers.Include(c => c.Orders).FirstOrDefault(c => c.Id == id));
    }
}
