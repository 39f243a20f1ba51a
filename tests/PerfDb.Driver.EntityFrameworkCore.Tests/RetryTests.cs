using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class RetryTests
{
    private const string FailTwice = """
        create sequence attempts;
        create function fail_twice() returns trigger language plpgsql as $$
        begin
          if nextval('attempts') <= 2 then
            raise exception 'try again' using errcode = '40001';
          end if;
          return new;
        end $$;
        create trigger fail_twice before insert on "Tags" for each statement execute function fail_twice();
        """;

    [Theory]
    [OnPostgreSql]
    public Task Serialization_failure_is_retried(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var created = await run.CreatedShop();
        await created.Database.ExecuteSqlRawAsync(FailTwice);
        await using var shop = new ShopContext(run.Options<ShopContext>(retries: true));

        shop.Add(new Tag { Name = "patient" });
        run.Note("saved", await shop.SaveChangesAsync());
        // Sequences do not roll back: three attempts were made.
        run.Note("attempts", await shop.Database.SqlQueryRaw<long>("""select last_value as "Value" from attempts""").SingleAsync());
        run.Note("stored", await shop.Tags.Select(t => t.Name).ToListAsync());
    });

    [Theory]
    [OnPostgreSql]
    public Task Failure_is_not_retried_without_a_strategy(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var created = await run.CreatedShop();
        await created.Database.ExecuteSqlRawAsync(FailTwice);
        await using var shop = new ShopContext(run.Options<ShopContext>(retries: false));

        shop.Add(new Tag { Name = "impatient" });
        await run.NoteException("first", () => shop.SaveChangesAsync());
        await run.NoteException("second", () => shop.SaveChangesAsync());
        run.Note("third", await shop.SaveChangesAsync());
    });

    [Theory]
    [OnSqlite]
    public Task Lock_of_another_writer_is_retried(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var created = await run.CreatedShop();
        await using var other = await run.OpenRaw();
        var release = new ReleaseOnFailure(await other.BeginTransactionAsync());
        await using var shop = new ShopContext(run.Options<ShopContext>(o => o.AddInterceptors(release), retries: true));
        shop.Database.SetCommandTimeout(1);

        shop.Add(new Tag { Name = "patient" });
        run.Note("saved", await shop.SaveChangesAsync());
        run.Note("failures", release.Failures);
        run.Note("stored", await shop.Tags.Select(t => t.Name).ToListAsync());
    });

    /// <summary>Ends the other writer's transaction once its lock was in the way.</summary>
    private sealed class ReleaseOnFailure(DbTransaction transaction) : DbCommandInterceptor, IDbTransactionInterceptor
    {
        public int Failures { get; private set; }

        public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Failures++;
            return transaction.DisposeAsync().AsTask();
        }
    }
}
