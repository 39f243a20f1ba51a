using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.TestServers;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Support;

/// <summary>
/// One run of a scenario in one wiring, on a database of its own that does not exist yet. Writes down what the scenario
/// notes, and counts the commands that EF Core says it ran.
/// </summary>
internal sealed class Run : IAsyncDisposable
{
    private readonly Dictionary<Type, object> _pools = [];
    private readonly string _name = $"ef_{Guid.NewGuid():N}";
    private readonly PostgresCluster? _cluster;
    private readonly DbDataSource? _given;
    private int _logged;

    private Run(Dbms dbms, Wiring wiring, PostgresCluster? cluster)
    {
        Dbms = dbms;
        Wiring = wiring;
        _cluster = cluster;
        ConnectionString = cluster is not null
            ? cluster.Primary.ConnectionStringFor(_name)
            : $"Data Source={Path.Combine(Path.GetTempPath(), _name)}.db";
        var builder = new PerfDbDataSourceBuilder();
        Db = (dbms, wiring) switch
        {
            (Dbms.PostgreSql, Wiring.Decorated) => builder.UseDataSource(_given = OpenNpgsql()).Build(),
            (Dbms.PostgreSql, _) => builder.UseNpgsql(ConnectionString, ShopContext.MapTypes).Build(),
            (_, Wiring.Decorated) => builder.UseDataSource(_given = SqliteFactory.Instance.CreateDataSource(ConnectionString)).Build(),
            _ => builder.UseSqlite(ConnectionString).Build(),
        };
    }

    public Dbms Dbms { get; }

    public Wiring Wiring { get; }

    public string ConnectionString { get; }

    public PerfDbDataSource Db { get; }

    /// <summary>What the scenario noted.</summary>
    public List<string> Journal { get; } = [];

    /// <summary>How many commands EF Core logged as executed, failed or cancelled.</summary>
    public int LoggedCommands => _logged;

    /// <summary>The commands that the driver should count beside those of EF Core.</summary>
    public int OtherCommands { get; set; }

    public bool IsPostgreSql => Dbms == Dbms.PostgreSql;

    public static async Task<Run> Start(Dbms dbms, Wiring wiring) =>
        new(dbms, wiring, dbms == Dbms.PostgreSql ? await SharedPostgres.GetAsync() : null);

    /// <summary>Makes a context in this run's wiring.</summary>
    public TContext Context<TContext>()
        where TContext : DbContext
    {
        if (Wiring != Wiring.Pool)
            return (TContext)Activator.CreateInstance(typeof(TContext), Options<TContext>())!;
        if (!_pools.TryGetValue(typeof(TContext), out var pool))
            _pools.Add(typeof(TContext), pool = new PooledDbContextFactory<TContext>(Options<TContext>()));
        return ((PooledDbContextFactory<TContext>)pool).CreateDbContext();
    }

    public ShopContext Shop() => Context<ShopContext>();

    /// <summary>Makes a context with more options than the wiring has.</summary>
    public ShopContext Shop(Action<DbContextOptionsBuilder> more) => new(Options<ShopContext>(more));

    /// <summary>Makes the shop's database, and a context for it.</summary>
    public async Task<ShopContext> CreatedShop()
    {
        var shop = Shop();
        await shop.Database.EnsureCreatedAsync();
        return shop;
    }

    /// <summary>Makes the shop's database with customers, orders and tags in it.</summary>
    public async Task<ShopContext> FilledShop()
    {
        var shop = await CreatedShop();
        shop.AddRange(ShopData.Customers());
        await shop.SaveChangesAsync();
        shop.ChangeTracker.Clear();
        return shop;
    }

    public DbContextOptions<TContext> Options<TContext>(Action<DbContextOptionsBuilder>? more = null, bool? retries = null)
        where TContext : DbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        Connect(builder, retries ?? Wiring == Wiring.Retry);
        // With the migrations of a test there is no snapshot of the model to compare with.
        builder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        CountLogged(builder);
        more?.Invoke(builder);
        return builder.Options;
    }

    /// <summary>Connects a context as an application without the driver does.</summary>
    public DbContextOptionsBuilder ConnectRaw(DbContextOptionsBuilder builder)
    {
        CountLogged(builder);
        return IsPostgreSql
            ? builder.UseNpgsql(ConnectionString, o => ShopContext.Configure(o, retries: false))
            : builder.UseSqlite(ConnectionString, o => ShopContext.Configure(o, retries: false));
    }

    /// <summary>Runs what begins a transaction by itself in the execution strategy, as a retrying one demands.</summary>
    public static Task InStrategy(DbContext context, Func<Task> action) => context.Database.CreateExecutionStrategy().ExecuteAsync(action);

    public void Note(string what, object? value) => Journal.Add($"{what} = {Rendering.Of(value)}");

    /// <summary>Notes the exception that an action throws, with all that it wraps.</summary>
    public async Task NoteException(string what, Func<Task> action)
    {
        try
        {
            await action();
            Journal.Add($"{what}: no exception");
        }
        catch (Exception e)
        {
            for (Exception? inner = e; inner is not null; inner = inner.InnerException)
            {
                var code = inner is PostgresException postgres ? postgres.SqlState : (inner as SqliteException)?.SqliteExtendedErrorCode.ToString(CultureInfo.InvariantCulture);
                Journal.Add($"{what}: {inner.GetType().FullName} {code} {inner.Message.Replace(_name, "{database}", StringComparison.Ordinal)}");
            }
        }
    }

    /// <summary>Opens a connection of the provider beside the context, to prepare or to look.</summary>
    public async Task<DbConnection> OpenRaw()
    {
        DbConnection connection = IsPostgreSql ? new NpgsqlConnection(ConnectionString) : new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        if (_given is not null)
            await _given.DisposeAsync();
        if (_cluster is not null)
        {
            await using (var connection = new NpgsqlConnection(ConnectionString))
                NpgsqlConnection.ClearPool(connection);
            await _cluster.DropDatabaseAsync(_name);
        }
        else
        {
            await using (var connection = new SqliteConnection(ConnectionString))
                SqliteConnection.ClearPool(connection);
            File.Delete(Path.Combine(Path.GetTempPath(), _name + ".db"));
        }
    }

    private NpgsqlDataSource OpenNpgsql()
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);
        ShopContext.MapTypes(builder);
        return builder.Build();
    }

    private void CountLogged(DbContextOptionsBuilder builder) => builder.LogTo(
        static (id, _) => id == RelationalEventId.CommandExecuted || id == RelationalEventId.CommandError || id == RelationalEventId.CommandCanceled,
        _ => Interlocked.Increment(ref _logged));

    private void Connect<TContext>(DbContextOptionsBuilder<TContext> builder, bool retries)
        where TContext : DbContext
    {
        // Each line below is what an application would write: which overload binds is part of the test.
        switch (Dbms, Wiring)
        {
            case (Dbms.PostgreSql, Wiring.Raw):
                builder.UseNpgsql(ConnectionString, o => ShopContext.Configure(o, retries));
                break;
            case (Dbms.PostgreSql, Wiring.UsePerfDb):
                builder.UseNpgsql(ConnectionString, o => ShopContext.Configure(o, retries)).UsePerfDb(Db);
                break;
            case (Dbms.PostgreSql, _):
                builder.UseNpgsql(Db, o => ShopContext.Configure(o, retries));
                break;
            case (_, Wiring.Raw):
                builder.UseSqlite(ConnectionString, o => ShopContext.Configure(o, retries));
                break;
            case (_, Wiring.UsePerfDb):
                builder.UseSqlite(ConnectionString, o => ShopContext.Configure(o, retries)).UsePerfDb(Db);
                break;
            default:
                builder.UseSqlite(Db, o => ShopContext.Configure(o, retries));
                break;
        }
    }
}
