using System.Diagnostics.Metrics;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Tests.Support;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>TL-M1 and TL-N2: the one histogram that every database client has.</summary>
[Collection(TelemetryCollectionDefinition.Name)]
public sealed class DurationMetricTests
{
    [Fact, Trait("Checklist", "TL-M1")]
    public async Task The_histogram_is_the_one_of_the_conventions()
    {
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName);
        using var driver = new TelemetryHarness();

        await driver.Run("SELECT 1");

        var histogram = Assert.IsType<Histogram<double>>(Assert.Single(metrics.Of("db.client.operation.duration")).Instrument);
        Assert.Equal("s", histogram.Unit);
        Assert.Equal("Duration of database client operations.", histogram.Description);
        Assert.Equal([0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10], histogram.Advice?.HistogramBucketBoundaries);
        Assert.Equal("https://opentelemetry.io/schemas/1.44.0", histogram.Meter.TelemetrySchemaUrl);
    }

    [Fact, Trait("Checklist", "TL-T3")]
    public async Task A_record_has_the_attributes_of_the_span_but_text_and_fingerprint()
    {
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName);
        using var spans = new SpanRecorder();
        using var driver = new TelemetryHarness();

        await driver.Run("SELECT * FROM customers WHERE name = 'Ann'");

        var expected = spans.Single().TagObjects.ToDictionary();
        Assert.True(expected.Remove("db.query.text"));
        Assert.True(expected.Remove("perfdb.query.fingerprint"));
        Assert.Equal(expected, Assert.Single(metrics.Of("db.client.operation.duration")).Tags);
    }

    [Fact, Trait("Checklist", "TL-N2")]
    public async Task Summaries_beyond_the_limit_are_other()
    {
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName);
        using var driver = new TelemetryHarness { Telemetry = o => o.MaxSummaries = 2 };

        foreach (var table in (string[])["a", "b", "c", "a", "d"])
            await driver.Run($"SELECT * FROM {table}");

        Assert.Equal(
            ["SELECT a", "SELECT b", "other", "SELECT a", "other"],
            metrics.Of("db.client.operation.duration").Select(r => r.Tags["db.query.summary"]));
    }

    [Fact]
    public void The_limit_of_summaries_is_positive()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TelemetryOptions { MaxSummaries = 0 });
        Assert.Equal(1000, new TelemetryOptions().MaxSummaries);
    }

    [Fact]
    public async Task Data_sources_without_a_container_share_one_meter()
    {
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName);
        var server = new StubServer();
        for (var i = 0; i < 2; i++)
        {
            await using var db = new PerfDbDataSourceBuilder().UseDataSource(new StubDataSource(server)).Build();
            await using var connection = db.OpenConnection();
            await TelemetryHarness.Run(connection.CreateCommand(), CommandMethod.Scalar, async: false);
        }

        var records = metrics.Of("db.client.operation.duration");
        Assert.Equal(2, records.Length);
        Assert.Same(records[0].Instrument, records[1].Instrument);
        Assert.Equal("other_sql", records[0].Tags["db.system.name"]);
    }
}
