using System.Data;
using System.Data.Common;
using Npgsql;
using OpenTelemetry.Exporter;
using PerfDb.Driver.OpenTelemetry.Tests.Support;
using PerfDb.TestServers;

namespace PerfDb.Driver.OpenTelemetry.Tests;

/// <summary>From a PostgreSQL command to the bytes that a back end receives, by the real exporter (TL-B10).</summary>
public sealed class PostgreSqlExportTests : IAsyncLifetime
{
    private PostgresNode _node = null!;
    private PerfDbDataSource _db = null!;
    private DbConnection _connection = null!;

    public async Task InitializeAsync()
    {
        _node = (await SharedPostgres.GetAsync()).Primary;
        await _node.ExecuteAsync("DROP TABLE IF EXISTS otel_orders; CREATE TABLE otel_orders (id int PRIMARY KEY, note text)");
        await _node.ExecuteAsync("CREATE OR REPLACE PROCEDURE otel_purge() LANGUAGE sql AS 'DELETE FROM otel_orders'");
        _db = new PerfDbDataSourceBuilder().UseNpgsql(_node.ConnectionString).Build();
        // What Npgsql asks a server on its first connection is not part of any test.
        _connection = await _db.OpenConnectionAsync();
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _db.DisposeAsync();
        await _node.ExecuteAsync("DROP PROCEDURE otel_purge; DROP TABLE otel_orders");
    }

    [Theory, InlineData(OtlpExportProtocol.HttpProtobuf), InlineData(OtlpExportProtocol.Grpc)]
    public async Task Every_way_to_run_a_command_arrives_once_with_its_attributes(OtlpExportProtocol protocol)
    {
        await using var telemetry = await Telemetry.StartAsync(protocol);

        await Command("INSERT INTO otel_orders VALUES (1, 'a'), (2, 'b')").ExecuteNonQueryAsync();
        await Read(Command("SELECT id FROM otel_orders"));
        await Read(Command("INSERT INTO otel_orders VALUES (3, 'c') RETURNING id"));
        Command("SELECT count(*) FROM otel_orders").ExecuteScalar();
        await using (var batch = _connection.CreateBatch())
        {
            foreach (var id in (int[])[7, 8])
            {
                var one = batch.CreateBatchCommand();
                one.CommandText = $"INSERT INTO otel_orders VALUES ({id}, 'x')";
                batch.BatchCommands.Add(one);
            }

            await batch.ExecuteNonQueryAsync();
        }

        var purge = Command("otel_purge");
        purge.CommandType = CommandType.StoredProcedure;
        await purge.ExecuteNonQueryAsync();
        telemetry.Flush();

        var spans = telemetry.Receiver.Spans;
        Assert.Equal(
            ["INSERT otel_orders", "SELECT otel_orders", "INSERT otel_orders", "SELECT otel_orders", "BATCH INSERT otel_orders", "CALL otel_purge"],
            spans.Select(s => s.Name));
        Assert.All(spans, s =>
        {
            Assert.Equal("postgresql", s.Attributes["db.system.name"]);
            Assert.Equal("postgres", s.Attributes["db.namespace"]);
            Assert.Equal("127.0.0.1", s.Attributes["server.address"]);
            Assert.Equal($"{_node.Port}", s.Attributes["server.port"]);
            Assert.Equal(0ul, s.Status);
        });
        Assert.Equal("2", spans[4].Attributes["db.operation.batch.size"]);
        Assert.Equal("INSERT INTO otel_orders VALUES (?, ?)", spans[4].Attributes["db.query.text"]);
        Assert.Equal("otel_purge", spans[5].Attributes["db.stored_procedure.name"]);
        Assert.DoesNotContain("db.query.text", spans[5].Attributes.Keys);

        var durations = telemetry.Receiver.Histograms.Where(h => h.Name == "db.client.operation.duration").ToList();
        Assert.Equal(6ul, (ulong)durations.Sum(d => (long)d.Count));
        Assert.Equal(spans.Sum(s => s.Duration.TotalSeconds), durations.Sum(d => d.SumSeconds), 1e-9);
    }

    [Fact]
    public async Task Failure_timeout_and_cancellation_are_told_apart()
    {
        await using var telemetry = await Telemetry.StartAsync();
        await Command("INSERT INTO otel_orders VALUES (1, 'ann@example.com')").ExecuteNonQueryAsync();

        await Assert.ThrowsAsync<PostgresException>(() => Command("INSERT INTO otel_orders VALUES (1, 'ann@example.com')").ExecuteNonQueryAsync());
        var slow = Command("SELECT pg_sleep(30)");
        slow.CommandTimeout = 1;
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => slow.ExecuteScalarAsync());
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Command("SELECT pg_sleep(30)").ExecuteScalarAsync(cancellation.Token));
        telemetry.Flush();

        var failed = telemetry.Receiver.Spans.Where(s => s.Status == ReceivedSpan.Error).ToList();
        Assert.Equal(["23505", "System.TimeoutException", "System.OperationCanceledException"], failed.Select(s => s.Attributes["error.type"]));
        Assert.Equal(["23505", null, null], failed.Select(s => s.Attributes.GetValueOrDefault("db.response.status_code")));
        Assert.All(failed, s => Assert.Equal("", s.StatusText));
        Assert.Equal(
            ["23505", "System.OperationCanceledException", "System.TimeoutException"],
            telemetry.Receiver.Histograms.Select(h => h.Attributes.GetValueOrDefault("error.type")).OfType<string>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_providers_span_is_an_attempt_beneath_ours()
    {
        await using var telemetry = await Telemetry.StartAsync(OtlpExportProtocol.HttpProtobuf, "Npgsql");

        await Read(Command("SELECT id FROM otel_orders"));
        telemetry.Flush();

        var ours = Assert.Single(telemetry.Receiver.Spans, s => s.Scope == "PerfDb.Driver");
        var theirs = Assert.Single(telemetry.Receiver.Spans, s => s.Scope == "Npgsql");
        Assert.Equal(ours.Id, theirs.ParentId);
    }

    [Theory, Trait("Checklist", "TL-D4")]
    [InlineData(true, false, 3, 0)]
    [InlineData(false, true, 0, 3)]
    [InlineData(true, true, 0, 3)]
    public async Task Three_commands_are_three_records_whichever_meters_are_added(bool addOurs, bool addTheirs, long ours, long theirs)
    {
        using var counts = new DurationCounts(addOurs, addTheirs);

        for (var i = 0; i < 3; i++)
            await Read(Command("SELECT id FROM otel_orders"));

        Assert.Equal((ours, theirs), counts.Read());
    }

    [Fact, Trait("Checklist", "TL-D4")]
    public async Task A_view_that_drops_the_providers_histogram_gives_the_record_to_the_driver()
    {
        using var counts = new DurationCounts(addOurs: true, addTheirs: true, dropTheirs: true);

        await Read(Command("SELECT id FROM otel_orders"));

        Assert.Equal((1, 0), counts.Read());
    }

    [Fact]
    public async Task The_namespace_names_the_schema_if_the_connection_string_does()
    {
        await using var telemetry = await Telemetry.StartAsync();
        await using var db = new PerfDbDataSourceBuilder().UseNpgsql(_node.ConnectionString + ";Search Path=\"$user\"").Build();
        await using var schema = new PerfDbDataSourceBuilder().UseNpgsql(_node.ConnectionString + ";Search Path=sales, public").Build();
        foreach (var source in (PerfDbDataSource[])[db, schema])
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync();
        }

        telemetry.Flush();

        Assert.Equal(["postgres", "postgres|sales"], telemetry.Receiver.Spans.Select(s => s.Attributes["db.namespace"]));
    }

    private DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static async Task Read(DbCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
        }
    }
}
