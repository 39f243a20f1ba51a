using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class PerfDbConnectionTests
{
    [Theory]
    [Everywhere]
    public Task Dapper_on_the_contexts_connection_reads_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();
        var connection = Connection(run, shop);

        run.Note("names", await connection.QueryAsync<string>("""select "Name" from "Tags" where "Id" > @id order by "Id" """, new { id = 1 }));
        run.Note("closed again", connection.State);
        run.Note("tags", connection.Query<Tag>("""select "Id", "Name" from "Tags" order by "Id" """).Select(t => new { t.Id, t.Name }));
        // Dapper does not expand lists for Npgsql: there it is the same error.
        await run.NoteException("in", async () => run.Note("in", await connection.QueryAsync<int>("""select "Id" from "Tags" where "Id" in @ids order by 1""", new { ids = new[] { 1, 3 } })));
        run.Note("executed", await connection.ExecuteAsync("""update "Tags" set "Name" = @name where "Id" = 1""", new { name = "dapper" }));
        run.Note("scalar", connection.ExecuteScalar("""select count(*) from "Tags" """));
        foreach (var name in connection.Query<string>("""select "Name" from "Customers" order by "Id" """, buffered: false).Take(2))
            run.Note("unbuffered", name);
        run.Note("seen by the context", (await shop.Tags.FirstAsync(t => t.Id == 1)).Name);
        run.OtherCommands = 6;
    });

    [Theory]
    [OnPostgreSql]
    public Task Dapper_passes_arrays(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();

        run.Note("any", await Connection(run, shop).QueryAsync<int>("""select "Id" from "Tags" where "Id" = any(@ids) order by 1""", new { ids = new[] { 1, 3 } }));
        run.OtherCommands = 1;
    });

    [Theory]
    [Everywhere]
    public Task Dapper_runs_in_the_contexts_transaction(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = await run.FilledShop();
        var connection = Connection(run, shop);

        await Run.InStrategy(shop, async () =>
        {
            await using var transaction = await shop.Database.BeginTransactionAsync();
            await connection.ExecuteAsync("""delete from "Lines" """);
            await connection.ExecuteAsync("""delete from "Orders" """, transaction: transaction.GetDbTransaction());
            run.Note("inside", await shop.Orders.CountAsync());
            await transaction.RollbackAsync();
        });
        run.Note("after the rollback", await shop.Orders.CountAsync());
        run.OtherCommands = 2;
    });

    [Theory]
    [InlineData(Dbms.PostgreSql)]
    [InlineData(Dbms.Sqlite)]
    public async Task Connection_stays_the_contexts(Dbms dbms)
    {
        await using var run = await Run.Start(dbms, Wiring.Overload);
        await using var shop = await run.CreatedShop();
        await shop.Database.OpenConnectionAsync();

        var connection = shop.Database.GetPerfDbConnection();
        Assert.Same(shop.Database.GetDbConnection(), ((IPerfDbConnection)connection).Unwrap<DbConnection>());
        Assert.Equal(ConnectionState.Open, connection.State);
        await connection.DisposeAsync();
        using (shop.Database.GetPerfDbConnection())
        {
        }

        Assert.Equal(ConnectionState.Open, shop.Database.GetDbConnection().State);
        Assert.Equal(0, await shop.Tags.CountAsync());
        Assert.Equal(0L, Convert.ToInt64(await connection.ExecuteScalarAsync("""select count(*) from "Tags" """), null));
    }

    [Theory]
    [InlineData(Dbms.PostgreSql)]
    [InlineData(Dbms.Sqlite)]
    public async Task State_changes_are_told_with_the_drivers_connection_as_sender(Dbms dbms)
    {
        await using var run = await Run.Start(dbms, Wiring.Overload);
        await using var shop = await run.CreatedShop();
        var connection = shop.Database.GetPerfDbConnection();
        var changes = new List<(object, ConnectionState)>();
        connection.StateChange += (sender, change) => changes.Add((sender, change.CurrentState));

        await shop.Database.OpenConnectionAsync();
        await shop.Database.CloseConnectionAsync();

        Assert.Equal([(connection, ConnectionState.Open), (connection, ConnectionState.Closed)], changes);
    }

    [Theory]
    [InlineData(Dbms.PostgreSql)]
    [InlineData(Dbms.Sqlite)]
    public async Task Forgotten_connections_are_not_kept_alive(Dbms dbms)
    {
        await using var run = await Run.Start(dbms, Wiring.Overload);
        await using var shop = await run.CreatedShop();
        await shop.Database.OpenConnectionAsync();

        var forgotten = Forget(shop);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(forgotten.IsAlive);
        Assert.Equal(ConnectionState.Open, shop.Database.GetDbConnection().State);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Forget(ShopContext shop)
    {
        var connection = shop.Database.GetPerfDbConnection();
        _ = connection.ExecuteScalar("select 1");
        return new(connection);
    }

    // What an application without the driver would use.
    private static DbConnection Connection(Run run, ShopContext shop) =>
        run.Wiring == Wiring.Raw ? shop.Database.GetDbConnection() : shop.Database.GetPerfDbConnection();
}
