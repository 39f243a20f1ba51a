using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class OptionsTests
{
    private const string NoServer = "Host=127.0.0.1;Port=1;Database=none;Username=none";

    private static readonly Func<ShopContext, int> CompiledOnce = EF.CompileQuery((ShopContext shop) => shop.Tags.Count());

    [Fact]
    public async Task UsePerfDb_twice_counts_once()
    {
        await using var run = await Run.Start(Dbms.Sqlite, Wiring.Overload);
        await using var shop = run.Shop(o => o.UsePerfDb(run.Db).UsePerfDb(run.Db));

        await shop.Database.EnsureCreatedAsync();
        await shop.Tags.ToListAsync();

        Assert.Equal(run.LoggedCommands, run.Db.Statistics.GetSnapshot().TotalCalls);
        var interceptors = shop.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.Interceptors!;
        Assert.Single(interceptors);
    }

    [Fact]
    public async Task Last_data_source_counts()
    {
        await using var run = await Run.Start(Dbms.Sqlite, Wiring.Overload);
        await using var last = new PerfDbDataSourceBuilder().UseSqlite(run.ConnectionString).Build();
        await using var shop = run.Shop(o => o.UsePerfDb(last));

        await shop.Database.EnsureCreatedAsync();
        await shop.Tags.ToListAsync();

        Assert.Equal(0, run.Db.Statistics.GetSnapshot().TotalCalls);
        Assert.Equal(run.LoggedCommands, last.Statistics.GetSnapshot().TotalCalls);
        Assert.Same(last, ((IPerfDbConnection)shop.Database.GetPerfDbConnection()).DataSource);
    }

    [Theory]
    [InlineData(Dbms.PostgreSql)]
    [InlineData(Dbms.Sqlite)]
    public async Task Disabled_driver_leaves_the_providers_command(Dbms dbms)
    {
        await using var run = await Run.Start(dbms, Wiring.Raw);
        var builder = new PerfDbDataSourceBuilder().Configure(o => o.Enabled = false);
        await using var disabled = (dbms == Dbms.PostgreSql ? builder.UseNpgsql(run.ConnectionString) : builder.UseSqlite(run.ConnectionString)).Build();
        var seen = new TypeRecorder();
        await using var shop = run.Shop(o => o.UsePerfDb(disabled).AddInterceptors(seen));
        await shop.Database.EnsureCreatedAsync();

        await shop.Tags.ToListAsync();
        await using (var transaction = await shop.Database.BeginTransactionAsync())
            await transaction.CommitAsync();

        Assert.All(seen.Commands, type => Assert.Equal(dbms == Dbms.PostgreSql ? typeof(NpgsqlCommand) : typeof(SqliteCommand), type));
        Assert.NotEmpty(seen.Commands);
        Assert.Equal(0, disabled.Statistics.GetSnapshot().TotalCalls);
        Assert.Same(shop.Database.GetDbConnection(), shop.Database.GetPerfDbConnection());
    }

    [Theory]
    [InlineData(Dbms.PostgreSql)]
    [InlineData(Dbms.Sqlite)]
    public async Task Ef_core_keeps_the_providers_connection(Dbms dbms)
    {
        await using var run = await Run.Start(dbms, Wiring.Overload);
        var seen = new TypeRecorder();
        await using var shop = run.Shop(o => o.AddInterceptors(seen));
        await shop.Database.EnsureCreatedAsync();

        Assert.IsType(dbms == Dbms.PostgreSql ? typeof(NpgsqlConnection) : typeof(SqliteConnection), shop.Database.GetDbConnection());
        Assert.All(seen.Commands, type => Assert.True(type.IsAssignableTo(typeof(PerfDbCommand)), type.FullName));
    }

    [Fact]
    public async Task Driver_makes_no_further_service_provider_of_ef_core()
    {
        await using var run = await Run.Start(Dbms.Sqlite, Wiring.Raw);
        await using var created = await run.CreatedShop();
        await using var second = new PerfDbDataSourceBuilder().UseSqlite(run.ConnectionString).Build();

        // A compiled query remembers the model, which belongs to the service provider, and refuses any other.
        await using var raw = run.Shop();
        await using var observed = run.Shop(o => o.UsePerfDb(run.Db));
        await using var otherwise = run.Shop(o => o.UsePerfDb(second));

        Assert.Equal([0, 0, 0], [CompiledOnce(raw), CompiledOnce(observed), CompiledOnce(otherwise)]);
        Assert.Same(raw.Model, observed.Model);
        Assert.Same(raw.Model, otherwise.Model);
    }

    [Fact]
    public void Data_source_of_another_database_is_refused()
    {
        using var postgres = new PerfDbDataSourceBuilder().UseNpgsql(NoServer).Configure(o => o.Name = "orders").Build();
        using var sqlite = new PerfDbDataSourceBuilder().UseSqlite("Data Source=none.db").Build();

        var onNpgsql = Assert.Throws<ArgumentException>(() => new DbContextOptionsBuilder().UseNpgsql(sqlite));
        var onSqlite = Assert.Throws<ArgumentException>(() => new DbContextOptionsBuilder().UseSqlite(postgres));

        Assert.Contains("'perfdb' is not on Npgsql", onNpgsql.Message, StringComparison.Ordinal);
        Assert.Contains("'orders' is not on Microsoft.Data.Sqlite", onSqlite.Message, StringComparison.Ordinal);
        Assert.Equal("dataSource", onNpgsql.ParamName);
        Assert.Equal("dataSource", onSqlite.ParamName);
    }

    [Fact]
    public void Builders_keep_their_context_type()
    {
        using var postgres = new PerfDbDataSourceBuilder().UseNpgsql(NoServer).Build();
        using var sqlite = new PerfDbDataSourceBuilder().UseSqlite("Data Source=none.db").Build();

        DbContextOptions<ShopContext>[] options =
        [
            new DbContextOptionsBuilder<ShopContext>().UseNpgsql(postgres).Options,
            new DbContextOptionsBuilder<ShopContext>().UseNpgsql(postgres, o => o.CommandTimeout(7)).UsePerfDb(postgres).Options,
            new DbContextOptionsBuilder<ShopContext>().UseSqlite(sqlite).Options,
            new DbContextOptionsBuilder<ShopContext>().UseSqlite(sqlite, o => o.CommandTimeout(7)).UsePerfDb(sqlite).Options,
        ];

        Assert.All(options, o => Assert.Single(o.FindExtension<CoreOptionsExtension>()!.Interceptors!));
    }

    [Fact]
    public async Task Context_without_the_driver_has_no_connection_of_it()
    {
        await using var run = await Run.Start(Dbms.Sqlite, Wiring.Raw);
        await using var shop = run.Shop();

        var e = Assert.Throws<InvalidOperationException>(() => shop.Database.GetPerfDbConnection());
        Assert.StartsWith("The context does not use PerfDb. Call UsePerfDb", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dbms.PostgreSql)]
    [InlineData(Dbms.Sqlite)]
    public async Task Span_names_who_asked(Dbms dbms)
    {
        await using var run = await Run.Start(dbms, Wiring.Overload);
        await using var shop = await run.CreatedShop();
        var sources = new List<string?>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PerfDbDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == root.TraceId)
                    sources.Add(activity.GetTagItem("perfdb.command.source") as string);
            },
        };
        ActivitySource.AddActivityListener(listener);

        await shop.Tags.ToListAsync();
        shop.Add(new Tag { Name = "a" });
        await shop.SaveChangesAsync();
        await shop.Tags.FromSqlRaw("""select * from "Tags" """).ToListAsync();
        await shop.Tags.ExecuteDeleteAsync();
        await shop.Database.ExecuteSqlRawAsync("""delete from "Tags" """);

        Assert.Equal(["LinqQuery", "SaveChanges", "FromSqlQuery", "BulkUpdate", "ExecuteSqlRaw"], sources);
    }

    private sealed class TypeRecorder : DbCommandInterceptor
    {
        public List<Type> Commands { get; } = [];

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            Commands.Add(result.GetType());
            return result;
        }
    }
}
