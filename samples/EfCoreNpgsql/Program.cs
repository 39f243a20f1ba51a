using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PerfDb.Driver;
using PerfDb.Driver.Statistics;

// EF Core on PostgreSQL with the driver beneath. Makes a database of its own on the server, and drops it:
//   dotnet run --project samples/EfCoreNpgsql -- "Host=localhost;Username=postgres;Password=…"
if (args.Length != 1)
{
    Console.Error.WriteLine("Usage: CONNECTION-STRING of a PostgreSQL server on which a database may be made");
    return 2;
}

var connectionString = new NpgsqlConnectionStringBuilder(args[0]) { Database = $"perfdb_sample_{Environment.ProcessId}" }.ConnectionString;

#region register
var services = new ServiceCollection();
services.AddPerfDb(builder => builder.UseNpgsql(connectionString));

// Before: options.UseNpgsql(connectionString)
services.AddDbContextPool<Shop>((provider, options) => options.UseNpgsql(provider.GetRequiredService<PerfDbDataSource>()));
#endregion

await using ServiceProvider provider = services.BuildServiceProvider();
await using AsyncServiceScope scope = provider.CreateAsyncScope();
Shop shop = scope.ServiceProvider.GetRequiredService<Shop>();
try
{
    await shop.Database.EnsureCreatedAsync();
    shop.AddRange(Enumerable.Range(1, 100).Select(i => new Product { Name = $"product {i:000}", Price = i * 0.75m, Tags = i % 2 == 0 ? ["even"] : ["odd", "new"] }));
    await shop.SaveChangesAsync();

    for (var i = 1; i <= 50; i++)
        await shop.Products.Where(p => p.Price < i).OrderByDescending(p => p.Price).FirstOrDefaultAsync();
    Console.WriteLine($"{await shop.Products.CountAsync(p => p.Tags.Contains("new"))} products are new.");

    #region dapper
    // Dapper on EF Core's own connection and in its transaction, and observed as well.
    await using (var transaction = await shop.Database.BeginTransactionAsync())
    {
        var connection = shop.Database.GetPerfDbConnection();
        int[] ids = [1, 2, 3];
        await connection.ExecuteAsync("""UPDATE "Products" SET "Price" = "Price" * 2 WHERE "Id" = ANY(@ids)""", new { ids });
        await transaction.CommitAsync();
    }
    #endregion

    Console.WriteLine();
    PerfDbDataSource db = provider.GetRequiredService<PerfDbDataSource>();
    foreach (StatementStatistics s in db.Statistics.GetSnapshot().Top(6, StatementOrder.Calls))
        Console.WriteLine($"{s.Calls,6} calls  p50 {s.P50.TotalMilliseconds,7:F3} ms  p99 {s.P99.TotalMilliseconds,7:F3} ms  {s.Summary}");
    return 0;
}
finally
{
    await shop.Database.EnsureDeletedAsync();
}

internal sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();
}

internal sealed class Product
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public decimal Price { get; set; }
    public List<string> Tags { get; set; } = [];
}
