using Microsoft.EntityFrameworkCore;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

/// <summary>What the driver knows of EF Core's transactions.</summary>
public sealed class SessionTests
{
    public static TheoryData<Dbms, string> Ends => new()
    {
        { Dbms.PostgreSql, "commit" }, { Dbms.PostgreSql, "rollback" }, { Dbms.Sqlite, "commit" }, { Dbms.Sqlite, "rollback" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Transaction_is_known_from_its_begin_to_its_end(Dbms dbms, string end)
    {
        await using var run = await Run.Start(dbms, Wiring.Overload);
        await using var shop = await run.CreatedShop();
        await shop.Database.OpenConnectionAsync();
        var session = run.Db.GetSession(shop.Database.GetDbConnection());

        await using (var transaction = await shop.Database.BeginTransactionAsync())
        {
            Assert.True(session.IsTransactionReported);
            await shop.Tags.CountAsync();
            Assert.True(session.IsTransactionReported);
            await (end == "commit" ? transaction.CommitAsync() : transaction.RollbackAsync());
            Assert.False(session.IsTransactionReported);
        }

        using (var transaction = shop.Database.BeginTransaction())
        {
            Assert.True(session.IsTransactionReported);
            (end == "commit" ? (Action)transaction.Commit : transaction.Rollback)();
        }

        Assert.False(session.IsTransactionReported);
    }

    [Theory]
    [InlineData(Dbms.PostgreSql)]
    [InlineData(Dbms.Sqlite)]
    public async Task Disposed_transaction_is_over_with_the_next_command(Dbms dbms)
    {
        // EF Core tells nobody that a transaction was disposed of.
        await using var run = await Run.Start(dbms, Wiring.Overload);
        await using var shop = await run.CreatedShop();
        await shop.Database.OpenConnectionAsync();
        var session = run.Db.GetSession(shop.Database.GetDbConnection());

        await (await shop.Database.BeginTransactionAsync()).DisposeAsync();
        await shop.Tags.CountAsync();

        Assert.False(session.IsTransactionReported);
    }

    [Theory]
    [InlineData(Dbms.PostgreSql)]
    [InlineData(Dbms.Sqlite)]
    public async Task Closing_the_connection_ends_what_was_known(Dbms dbms)
    {
        await using var run = await Run.Start(dbms, Wiring.Overload);
        await using var shop = await run.CreatedShop();
        var session = run.Db.GetSession(shop.Database.GetDbConnection());

        await shop.Database.BeginTransactionAsync();
        Assert.True(session.IsTransactionReported);
        await shop.Database.GetDbConnection().CloseAsync();

        Assert.False(session.IsTransactionReported);
    }

    [Theory]
    [InlineData(Dbms.PostgreSql)]
    [InlineData(Dbms.Sqlite)]
    public async Task Used_transaction_is_known(Dbms dbms)
    {
        await using var run = await Run.Start(dbms, Wiring.Overload);
        await using var shop = await run.CreatedShop();
        await shop.Database.OpenConnectionAsync();
        var session = run.Db.GetSession(shop.Database.GetDbConnection());

        await using var transaction = await shop.Database.GetDbConnection().BeginTransactionAsync();
        await shop.Database.UseTransactionAsync(transaction);
        Assert.True(session.IsTransactionReported);
        await transaction.CommitAsync();
        await shop.Database.UseTransactionAsync(null);
        await shop.Tags.CountAsync();

        Assert.False(session.IsTransactionReported);
    }
}
