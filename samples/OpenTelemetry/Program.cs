using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PerfDb.Driver;

// Sends spans and metrics of a small SQLite workload to an OTLP endpoint:
//   dotnet run --project samples/OpenTelemetry -- [http|grpc] [ENDPOINT] [SECONDS]
var grpc = args.Length > 0 && args[0] == "grpc";
if (args.Length > 3 || (args.Length > 0 && args[0] is not ("http" or "grpc")))
    return Refuse("The first argument is http or grpc.");
if (!Uri.TryCreate(args.Length > 1 ? args[1] : grpc ? "http://127.0.0.1:4317" : "http://127.0.0.1:4318", UriKind.Absolute, out var endpoint))
    return Refuse($"'{args[1]}' is not the address of an endpoint.");
var seconds = 10;
if (args.Length > 2 && (!int.TryParse(args[2], NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds == 0))
    return Refuse($"'{args[2]}' is not a number of seconds.");

var resource = ResourceBuilder.CreateDefault().AddService("perfdb-sample");

// #region instrumentation
using var tracing = Sdk.CreateTracerProviderBuilder()
    .SetResourceBuilder(resource)
    .AddSource("Shop")
    .AddPerfDbInstrumentation()
    .AddOtlpExporter(options => Send(options, "v1/traces"))
    .Build();
using var metrics = Sdk.CreateMeterProviderBuilder()
    .SetResourceBuilder(resource)
    .AddPerfDbInstrumentation()
    .AddOtlpExporter(options => Send(options, "v1/metrics"))
    .Build();

var file = Path.Combine(Path.GetTempPath(), $"perfdb-sample-{Environment.ProcessId}.db");
await using var db = new PerfDbDataSourceBuilder()
    .UseSqlite($"Data Source={file};Pooling=False")
    .Build();
// #endregion

try
{
    await Create(db);
    using var shop = new ActivitySource("Shop");
    var requests = 0;
    for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(seconds); requests++)
    {
        // One trace per request, as a web framework would begin it; its database calls are spans beneath.
        using var request = shop.StartActivity("place order", ActivityKind.Server);
        await PlaceOrder(db, customer: (requests % 100) + 1);
        await Task.Delay(20);
    }

    var sent = tracing.ForceFlush(5000) & metrics.ForceFlush(5000);
    var calls = db.Statistics.GetSnapshot().Statements.Sum(s => s.Calls);
    Console.WriteLine($"{requests} requests, {calls} database calls: {calls} spans of PerfDb.Driver and as many records of db.client.operation.duration.");
    Console.WriteLine(sent ? $"Sent to {endpoint}." : $"{endpoint} did not take them. Is the back end running? See docs/guide/telemetry.md.");
    return sent ? 0 : 1;
}
finally
{
    File.Delete(file);
}

void Send(OtlpExporterOptions options, string path)
{
    options.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
    // gRPC knows its services by name; over HTTP each signal has its own path.
    options.Endpoint = grpc ? endpoint : new Uri(endpoint, path);
}

static async Task Create(PerfDbDataSource db)
{
    await using var connection = await db.OpenConnectionAsync();
    await Execute(connection, "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)");
    await Execute(connection, "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, total REAL)");
    await Execute(connection, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO customers SELECT i, 'customer ' || i FROM n");
}

static async Task PlaceOrder(PerfDbDataSource db, int customer)
{
    await using var connection = await db.OpenConnectionAsync();
    await Execute(connection, "INSERT INTO orders (customer_id, total) VALUES ($customer, 9.99)", customer);
    await using var command = connection.CreateCommand();
    command.CommandText = "SELECT c.name, count(*), sum(o.total) FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.id = $customer GROUP BY c.name";
    Bind(command, customer);
    await using var reader = await command.ExecuteReaderAsync();
    while (await reader.ReadAsync())
        _ = reader.GetString(0);
}

static async Task Execute(DbConnection connection, string sql, int? customer = null)
{
    await using var command = connection.CreateCommand();
    command.CommandText = sql;
    if (customer is { } value)
        Bind(command, value);
    await command.ExecuteNonQueryAsync();
}

static void Bind(DbCommand command, int customer)
{
    var parameter = command.CreateParameter();
    parameter.ParameterName = "$customer";
    parameter.Value = customer;
    command.Parameters.Add(parameter);
}

static int Refuse(string why)
{
    Console.Error.WriteLine($"{why} Usage: [http|grpc] [ENDPOINT] [SECONDS]");
    return 2;
}
