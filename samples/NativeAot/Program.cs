using PerfDb.Driver;
using PerfDb.Driver.Statistics;

// A native program: dotnet publish -c Release -p:PublishNative=true samples/NativeAot, then run what stands in artifacts/publish.
SQLitePCL.Batteries_V2.Init();
var file = Path.Combine(Path.GetTempPath(), "perfdb-aot.db");
File.Delete(file);

var builder = new PerfDbDataSourceBuilder();
// With a connection string as argument it talks to PostgreSQL.
await using PerfDbDataSource db = (args is [var connectionString] ? builder.UseNpgsql(connectionString) : builder.UseSqlite($"Data Source={file}")).Build();

await using (var connection = await db.OpenConnectionAsync())
{
    await using var create = connection.CreateCommand();
    create.CommandText = "CREATE TABLE IF NOT EXISTS native_note (id INTEGER PRIMARY KEY, text TEXT)";
    await create.ExecuteNonQueryAsync();

    await using var insert = connection.CreateCommand();
    insert.CommandText = "INSERT INTO native_note (id, text) VALUES (@id, @text) ON CONFLICT (id) DO NOTHING";
    var id = insert.CreateParameter();
    (id.ParameterName, id.Value) = ("id", 0);
    var text = insert.CreateParameter();
    (text.ParameterName, text.Value) = ("text", "");
    insert.Parameters.AddRange(new[] { id, text });
    for (var i = 0; i < 1000; i++)
    {
        (id.Value, text.Value) = (i, $"note {i}");
        await insert.ExecuteNonQueryAsync();
    }

    await using var select = connection.CreateCommand();
    select.CommandText = "SELECT id, text FROM native_note WHERE id < 100";
    await using var reader = await select.ExecuteReaderAsync();
    var rows = 0;
    while (await reader.ReadAsync())
        rows += reader.GetString(1).Length > 0 ? 1 : 0;
    Console.WriteLine($"{rows} rows read");
}

foreach (var s in db.Statistics.GetSnapshot().Top(5, StatementOrder.TotalTime))
    Console.WriteLine($"{s.Calls,6} calls {s.Rows,6} rows  p99 {s.P99.TotalMicroseconds,8:F1} µs  {s.Summary}");
