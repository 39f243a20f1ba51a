using Microsoft.EntityFrameworkCore;
using PerfDb.Driver;
using PerfDb.Driver.Statistics;

// EF Core on SQLite with the driver beneath:
//   dotnet run --project samples/EfCoreSqlite
var file = Path.Combine(Path.GetTempPath(), $"perfdb-efcore-{Environment.ProcessId}.db");

#region swap
await using PerfDbDataSource db = new PerfDbDataSourceBuilder().UseSqlite($"Data Source={file};Pooling=False").Build();

// Before: .UseSqlite(connectionString)
DbContextOptions<Shop> options = new DbContextOptionsBuilder<Shop>().UseSqlite(db).Options;
#endregion

await CreateAsync(options);
for (var i = 0; i < 200; i++)
    await SellAsync(options, product: (i % 50) + 1, quantity: (i % 3) + 1);

#region use
// EF Core, unchanged. Decimals are summed by a function that EF Core adds to its own SQLite connection.
await using (Shop shop = new(options))
{
    var best = await shop.Sales.GroupBy(s => s.Product!.Name)
        .Select(g => new { Name = g.Key, Revenue = g.Sum(s => s.Quantity * s.Product!.Price) })
        .OrderByDescending(p => p.Revenue)
        .FirstAsync();
    Console.WriteLine($"Best seller: {best.Name} with {best.Revenue}.");
}
#endregion

Console.WriteLine();
StatisticsSnapshot snapshot = db.Statistics.GetSnapshot();
foreach (StatementStatistics s in snapshot.Top(6, StatementOrder.TotalTime))
    Console.WriteLine($"{s.Calls,6} calls  p50 {s.P50.TotalMilliseconds,7:F3} ms  p99 {s.P99.TotalMilliseconds,7:F3} ms  {s.Summary}");
File.Delete(file);

static async Task CreateAsync(DbContextOptions<Shop> options)
{
    await using Shop shop = new(options);
    await shop.Database.EnsureCreatedAsync();
    shop.AddRange(Enumerable.Range(1, 50).Select(i => new Product { Name = $"product {i:00}", Price = i * 0.75m, Stock = 100 }));
    await shop.SaveChangesAsync();
}

static async Task SellAsync(DbContextOptions<Shop> options, int product, int quantity)
{
    await using Shop shop = new(options);
    var sold = await shop.Products.SingleAsync(p => p.Id == product);
    sold.Stock -= quantity;
    shop.Add(new Sale { Product = sold, Quantity = quantity });
    await shop.SaveChangesAsync();
}

internal sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<Sale> Sales => Set<Sale>();
}

internal sealed class Product
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public decimal Price { get; set; }
    public int Stock { get; set; }
}

internal sealed class Sale
{
    public int Id { get; set; }
    public int ProductId { get; set; }
    public Product? Product { get; set; }
    public int Quantity { get; set; }
}
