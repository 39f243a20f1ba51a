using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class DependencyInjectionTests
{
    public enum Registration
    {
        Context,
        Pool,
        Factory,
        PooledFactory,
        ConfiguredBefore,
        ConfiguredAfter,
    }

    public static TheoryData<Dbms, Registration> Registrations
    {
        get
        {
            var data = new TheoryData<Dbms, Registration>();
            foreach (var dbms in Enum.GetValues<Dbms>())
            {
                foreach (var registration in Enum.GetValues<Registration>())
                    data.Add(dbms, registration);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task Registered_context_uses_the_registered_data_source(Dbms dbms, Registration registration)
    {
        await using var run = await Run.Start(dbms, Wiring.Raw);
        await using (await run.FilledShop())
        {
        }

        var logged = run.LoggedCommands;
        var services = new ServiceCollection();
        services.AddSingleton(run.Db);
        // What the application had, and its one line more.
        switch (registration)
        {
            case Registration.Context:
                services.AddDbContext<ShopContext>((provider, o) => run.ConnectRaw(o).UsePerfDb(provider));
                break;
            case Registration.Pool:
                services.AddDbContextPool<ShopContext>((provider, o) => run.ConnectRaw(o).UsePerfDb(provider));
                break;
            case Registration.Factory:
                services.AddDbContextFactory<ShopContext>((provider, o) => run.ConnectRaw(o).UsePerfDb(provider));
                break;
            case Registration.PooledFactory:
                services.AddPooledDbContextFactory<ShopContext>((provider, o) => run.ConnectRaw(o).UsePerfDb(provider));
                break;
            case Registration.ConfiguredBefore:
                services.ConfigureDbContext<ShopContext>((provider, o) => o.UsePerfDb(provider));
                services.AddDbContext<ShopContext>(o => run.ConnectRaw(o));
                break;
            case Registration.ConfiguredAfter:
                services.AddDbContextPool<ShopContext>(o => run.ConnectRaw(o));
                services.ConfigureDbContext<ShopContext>(o => o.UsePerfDb(run.Db));
                break;
        }

        await using var provider = services.BuildServiceProvider(validateScopes: true);
        for (var i = 1; i <= 3; i++)
        {
            await using var scope = provider.CreateAsyncScope();
            await using var shop = registration is Registration.Factory or Registration.PooledFactory
                ? await scope.ServiceProvider.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync()
                : scope.ServiceProvider.GetRequiredService<ShopContext>();
            Assert.Equal(12, await shop.Customers.CountAsync());
            shop.Add(new Tag { Name = $"tag {i}" });
            Assert.Equal(1, await shop.SaveChangesAsync());
        }

        Assert.Equal(6, run.Db.Statistics.GetSnapshot().TotalCalls);
        Assert.Equal(6, run.LoggedCommands - logged);
    }

    [Fact]
    public async Task Keyed_data_sources_serve_contexts_of_their_own()
    {
        await using var orders = await Run.Start(Dbms.PostgreSql, Wiring.Overload);
        await using var archive = await Run.Start(Dbms.Sqlite, Wiring.Overload);
        await using (await orders.CreatedShop())
        await using (await archive.CreatedShop())
        {
        }

        orders.Db.Statistics.Reset();
        archive.Db.Statistics.Reset();
        var services = new ServiceCollection();
        services.AddKeyedSingleton("orders", orders.Db);
        services.AddKeyedSingleton("archive", archive.Db);
        services.AddDbContext<ShopContext>((provider, o) => orders.ConnectRaw(o).UsePerfDb(provider, "orders"));
        services.AddDbContextPool<ArchiveContext>((provider, o) => archive.ConnectRaw(o).UsePerfDb(provider, "archive"));
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ShopContext>().Tags.CountAsync();
        await scope.ServiceProvider.GetRequiredService<ArchiveContext>().Tags.CountAsync();
        await scope.ServiceProvider.GetRequiredService<ArchiveContext>().Tags.CountAsync();

        Assert.Equal(1, orders.Db.Statistics.GetSnapshot().TotalCalls);
        Assert.Equal(2, archive.Db.Statistics.GetSnapshot().TotalCalls);
    }

    [Fact]
    public async Task AddPerfDb_is_all_that_a_context_needs()
    {
        await using var run = await Run.Start(Dbms.PostgreSql, Wiring.Raw);
        var services = new ServiceCollection();
        services.AddPerfDb(builder => builder.UseNpgsql(run.ConnectionString));
        services.AddDbContextPool<ArchiveContext>((provider, o) => o.UseNpgsql(provider.GetRequiredService<PerfDbDataSource>()));
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        await using var scope = provider.CreateAsyncScope();
        var archive = scope.ServiceProvider.GetRequiredService<ArchiveContext>();
        await archive.Database.EnsureCreatedAsync();
        archive.Add(new Tag { Name = "a" });
        await archive.SaveChangesAsync();

        Assert.Equal(1, provider.GetRequiredService<PerfDbDataSource>().Statistics.GetSnapshot().Statements.Count(s => s.Summary.StartsWith("INSERT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Decorated_data_source_serves_a_context()
    {
        await using var run = await Run.Start(Dbms.PostgreSql, Wiring.Raw);
        await using var given = new NpgsqlDataSourceBuilder(run.ConnectionString).Build();
        var services = new ServiceCollection();
        services.AddSingleton<DbDataSource>(given);
        services.DecorateDataSourceWithPerfDb();
        services.AddDbContext<ArchiveContext>((provider, o) => o.UseNpgsql(provider.GetRequiredService<PerfDbDataSource>()));
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        await using var scope = provider.CreateAsyncScope();
        var archive = scope.ServiceProvider.GetRequiredService<ArchiveContext>();
        await archive.Database.EnsureCreatedAsync();
        archive.Add(new Tag { Name = "a" });
        await archive.SaveChangesAsync();

        Assert.IsType<NpgsqlConnection>(archive.Database.GetDbConnection());
        Assert.Equal(1, provider.GetRequiredService<PerfDbDataSource>().Statistics.GetSnapshot().Statements.Count(s => s.Summary.StartsWith("INSERT", StringComparison.Ordinal)));
        Assert.True(await archive.Database.EnsureDeletedAsync());
    }

    [Fact]
    public async Task Missing_registration_is_reported_by_the_container()
    {
        await using var run = await Run.Start(Dbms.Sqlite, Wiring.Raw);
        await using var provider = new ServiceCollection()
            .AddDbContext<ShopContext>((provider, o) => run.ConnectRaw(o).UsePerfDb(provider))
            .BuildServiceProvider();
        using var scope = provider.CreateScope();

        var e = Assert.Throws<InvalidOperationException>(scope.ServiceProvider.GetRequiredService<ShopContext>);
        Assert.Contains(typeof(PerfDbDataSource).FullName!, e.Message, StringComparison.Ordinal);
    }

    private sealed class ArchiveContext(DbContextOptions<ArchiveContext> options) : ShopContext(options);
}
