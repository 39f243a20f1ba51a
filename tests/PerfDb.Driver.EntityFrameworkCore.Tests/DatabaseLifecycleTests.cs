using Microsoft.EntityFrameworkCore;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class DatabaseLifecycleTests
{
    [Theory]
    [Everywhere]
    public Task Missing_database_is_created_and_deleted(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var shop = run.Shop();

        run.Note("connects", await shop.Database.CanConnectAsync());
        run.Note("created", await shop.Database.EnsureCreatedAsync());
        run.Note("created again", await shop.Database.EnsureCreatedAsync());
        run.Note("connects", await shop.Database.CanConnectAsync());
        shop.Add(new Tag { Name = "a" });
        run.Note("saved", await shop.SaveChangesAsync());
        run.Note("deleted", await shop.Database.EnsureDeletedAsync());
        run.Note("deleted again", await shop.Database.EnsureDeletedAsync());
        run.Note("created anew", await shop.Database.EnsureCreatedAsync());
        run.Note("tags", await shop.Tags.CountAsync());
    });

    [Theory]
    [Everywhere]
    public Task Missing_database_is_created_and_deleted_synchronously(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, run =>
    {
        using var shop = run.Shop();

        run.Note("connects", shop.Database.CanConnect());
        run.Note("created", shop.Database.EnsureCreated());
        shop.Add(new Tag { Name = "a" });
        run.Note("saved", shop.SaveChanges());
        run.Note("deleted", shop.Database.EnsureDeleted());
        run.Note("created anew", shop.Database.EnsureCreated());
        run.Note("tags", shop.Tags.Count());
        return Task.CompletedTask;
    });

    [Theory]
    [Everywhere]
    public Task Missing_database_is_migrated(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var blog = run.Context<BlogContext>();

        run.Note("pending", await blog.Database.GetPendingMigrationsAsync());
        await blog.Database.MigrateAsync();
        run.Note("applied", await blog.Database.GetAppliedMigrationsAsync());
        await blog.Database.MigrateAsync();
        blog.Add(new Post { Title = "first", Rank = 3 });
        run.Note("saved", await blog.SaveChangesAsync());
        run.Note("posts", await blog.Posts.Select(p => new { p.Id, p.Title, p.Rank }).ToListAsync());
        // EF Core rebuilds tables for SQLite only from a snapshot; without one it is the same error.
        await run.NoteException("going back", () => blog.Database.MigrateAsync(BlogMigrations.First));
        run.Note("applied after going back", await blog.Database.GetAppliedMigrationsAsync());
        await run.NoteException("the column", () => blog.Posts.ToListAsync());
    });

    [Theory]
    [Everywhere]
    public Task Missing_database_is_migrated_synchronously(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, run =>
    {
        using var blog = run.Context<BlogContext>();

        blog.Database.Migrate();
        run.Note("applied", blog.Database.GetAppliedMigrations());
        blog.Add(new Post { Title = "first", Rank = 3 });
        run.Note("saved", blog.SaveChanges());
        return Task.CompletedTask;
    });
}
