using Microsoft.Data.Sqlite;
using OpenTelemetry.Exporter;
using PerfDb.Driver.OpenTelemetry.Tests.Support;

namespace PerfDb.Driver.OpenTelemetry.Tests;

/// <summary>From a SQLite command to the bytes that a back end receives, by the real exporter (TL-B10).</summary>
public sealed class SqliteExportTests : IDisposable
{
    private const string Secret = "s3cr3t";
    private const int Inserts = 20;
    private const int Reads = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("perfdb-otel-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory, InlineData(OtlpExportProtocol.HttpProtobuf), InlineData(OtlpExportProtocol.Grpc)]
    public async Task Spans_histogram_counts_and_statistics_equal_the_calls_made(OtlpExportProtocol protocol)
    {
        await using var telemetry = await Telemetry.StartAsync(protocol);
        await using var db = new PerfDbDataSourceBuilder().UseSqlite($"Data Source={_folder}/shop.db").Build();

        await Work(db);
        telemetry.Flush();

        var spans = telemetry.Receiver.Spans;
        const int calls = 1 + Inserts + 1 + Reads;
        Assert.Equal(calls, spans.Count);
        Assert.Equal(calls, db.Statistics.GetSnapshot().Statements.Sum(s => s.Calls));
        Assert.Equal(
            [("CREATE", 1), ("INSERT customers", Inserts + 1), ("SELECT customers", Reads)],
            spans.CountBy(s => s.Name.StartsWith("CREATE", StringComparison.Ordinal) ? "CREATE" : s.Name).Select(p => (p.Key, p.Value)).Order());
        Assert.All(spans, s =>
        {
            Assert.Equal(("PerfDb.Driver", "https://opentelemetry.io/schemas/1.44.0", ReceivedSpan.Client), (s.Scope, s.SchemaUrl, s.Kind));
            Assert.Equal("sqlite", s.Attributes["db.system.name"]);
            Assert.Equal("shop.db", s.Attributes["db.namespace"]);
            Assert.DoesNotContain("server.address", s.Attributes.Keys);
            Assert.DoesNotContain(s.Attributes.Values, v => v.Contains(Secret, StringComparison.Ordinal));
        });

        var durations = telemetry.Receiver.Histograms;
        Assert.All(durations, d =>
        {
            Assert.Equal(("PerfDb.Driver", "db.client.operation.duration", "s"), (d.Scope, d.Name, d.Unit));
            Assert.Equal([0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10], d.Bounds);
            Assert.Equal(d.Count, (ulong)d.Buckets.Sum(b => (long)b));
        });
        var groups = spans.GroupBy(s => (s.Name, s.Attributes.GetValueOrDefault("error.type"))).ToList();
        Assert.Equal(groups.Count, durations.Count);
        foreach (var same in groups)
        {
            var (name, error) = same.Key;
            var point = Assert.Single(durations, d => d.Attributes["db.query.summary"] == name && d.Attributes.GetValueOrDefault("error.type") == error);
            Assert.Equal((ulong)same.Count(), point.Count);
            Assert.Equal(same.Sum(s => s.Duration.TotalSeconds), point.SumSeconds, 1e-9);
        }
    }

    [Fact]
    public async Task A_failed_command_arrives_with_its_result_code_and_without_its_message()
    {
        await using var telemetry = await Telemetry.StartAsync();
        await using var db = new PerfDbDataSourceBuilder().UseSqlite($"Data Source={_folder}/shop.db").Build();

        await Work(db);
        telemetry.Flush();

        var failed = Assert.Single(telemetry.Receiver.Spans, s => s.Status == ReceivedSpan.Error);
        Assert.Equal("19", failed.Attributes["db.response.status_code"]);
        Assert.Equal("19", failed.Attributes["error.type"]);
        Assert.Equal("", failed.StatusText);
        Assert.Equal("INSERT INTO customers VALUES (?, ?)", failed.Attributes["db.query.text"]);
    }

    [Fact]
    public async Task Without_the_instrumentation_nothing_is_sent()
    {
        await using var receiver = await OtlpReceiver.StartAsync(OtlpExportProtocol.HttpProtobuf);
        await using var db = new PerfDbDataSourceBuilder().UseSqlite($"Data Source={_folder}/shop.db").Build();

        await Work(db);

        Assert.Empty(receiver.Spans);
        Assert.Empty(receiver.Histograms);
    }

    private static async Task Work(PerfDbDataSource db)
    {
        await using var connection = await db.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)";
        await command.ExecuteNonQueryAsync();
        for (var i = 0; i < Inserts; i++)
        {
            command.CommandText = $"INSERT INTO customers VALUES ({i}, '{Secret}')";
            await command.ExecuteNonQueryAsync();
        }

        await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());
        for (var i = 0; i < Reads; i++)
        {
            command.CommandText = "SELECT id, name FROM customers";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
            }
        }
    }
}
