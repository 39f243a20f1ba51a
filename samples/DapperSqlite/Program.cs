using System.Data.Common;
using Dapper;
using PerfDb.Driver;
using PerfDb.Driver.Statistics;

SQLitePCL.Batteries_V2.Init();
var file = Path.Combine(Path.GetTempPath(), "perfdb-sample.db");
File.Delete(file);

#region swap
// The only line that changes: before, a SqliteConnection was made from the same connection string.
await using PerfDbDataSource db = new PerfDbDataSourceBuilder().UseSqlite($"Data Source={file}").Build();
#endregion

await CreateAsync(db);
await SellAsync(db, orders: 500);

#region use
// Dapper, unchanged, on a connection of the data source.
await using DbConnection connection = await db.OpenConnectionAsync();
var cheap = await connection.QueryAsync<Product>("SELECT id, name, price FROM product WHERE price < @limit", new { limit = 20 });
#endregion
Console.WriteLine($"{cheap.Count()} products cost less than 20.");
Console.WriteLine();

#region statistics
StatisticsSnapshot snapshot = db.Statistics.GetSnapshot();
foreach (StatementStatistics s in snapshot.Top(5, StatementOrder.TotalTime))
    Console.WriteLine($"{s.Calls,6} calls {s.Rows,7} rows  p50 {s.P50.TotalMilliseconds,7:F3} ms  p99 {s.P99.TotalMilliseconds,7:F3} ms  {s.Summary}");
#endregion

static async Task CreateAsync(DbDataSource db)
{
    await using var connection = await db.OpenConnectionAsync();
    await connection.ExecuteAsync("""
        CREATE TABLE product (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL NOT NULL, stock INTEGER NOT NULL);
        CREATE TABLE sale (id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product, quantity INTEGER NOT NULL);
        """);
    await using var transaction = await connection.BeginTransactionAsync();
    await connection.ExecuteAsync(
        "INSERT INTO product (name, price, stock) VALUES (@Name, @Price, 100000)",
        Enumerable.Range(1, 200).Select(i => new { Name = $"product {i}", Price = i * 0.75 }),
        transaction);
    await transaction.CommitAsync();
}

static async Task SellAsync(DbDataSource db, int orders)
{
    var random = new Random(1);
    for (var i = 0; i < orders; i++)
    {
        await using var connection = await db.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var sale = new { id = random.Next(1, 201), quantity = random.Next(1, 5) };
        await connection.ExecuteAsync("UPDATE product SET stock = stock - @quantity WHERE id = @id", sale, transaction);
        await connection.ExecuteAsync("INSERT INTO sale (product_id, quantity) VALUES (@id, @quantity)", sale, transaction);
        await transaction.CommitAsync();
    }
}

internal sealed record Product(long Id, string Name, double Price);
