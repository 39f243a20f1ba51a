using System.Diagnostics;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Pipeline;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>TL-P3: whatever listeners, filters, enrichers and loggers throw, the command is not affected.</summary>
[Collection(TelemetryCollectionDefinition.Name)]
public sealed class TelemetryFaultTests
{
    private const string Failures = "perfdb.telemetry.failures";

    public static TheoryData<CommandMethod, bool> Ways => SpanLifetimeTests.Ways;

    [Fact, Trait("Checklist", "TL-P3")]
    public async Task A_filter_that_throws_is_logged_once_counted_and_gives_no_span()
    {
        using var spans = new SpanRecorder();
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName);
        using var driver = new TelemetryHarness { Telemetry = o => o.Filter = _ => throw new InvalidOperationException() };

        await driver.Run("SELECT 1");
        await driver.Run("SELECT 2");

        Assert.Empty(spans.Ended);
        Assert.Equal(["filter", "filter"], metrics.Of(Failures).Select(r => r.Tags["kind"]));
        Assert.Single(driver.Logs.Events, e => e.Id.Id == EventIds.TelemetryFailed);
        Assert.Equal(2, metrics.Of("db.client.operation.duration").Length);
    }

    [Fact]
    public async Task A_filter_chooses_the_commands_that_get_a_span()
    {
        using var spans = new SpanRecorder();
        using var driver = new TelemetryHarness { Telemetry = o => o.Filter = command => command.CommandText != "SELECT 1" };

        await driver.Run("SELECT 1");
        await driver.Run("SELECT * FROM a");

        Assert.Equal("SELECT a", spans.Single().DisplayName);
    }

    [Fact, Trait("Checklist", "TL-P3")]
    public async Task An_enricher_adds_to_the_span_and_may_throw()
    {
        using var spans = new SpanRecorder();
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName);
        using var driver = new TelemetryHarness
        {
            Telemetry = o => o.Enrich = (activity, command) =>
            {
                activity.SetTag("app.timeout", command.CommandTimeout);
                throw new InvalidOperationException();
            },
        };

        await driver.Run("SELECT 1");

        Assert.Equal(30, spans.Single().GetTagItem("app.timeout"));
        Assert.Equal("enrich", Assert.Single(metrics.Of(Failures)).Tags["kind"]);
    }

    [Theory, Trait("Checklist", "TL-P3"), MemberData(nameof(Ways))]
    public async Task Listeners_that_throw_at_the_start_of_a_span_do_no_harm(CommandMethod method, bool async)
    {
        using var spans = new SpanRecorder { OnStarted = _ => throw new InvalidOperationException() };
        using var driver = new TelemetryHarness();
        Activity? during = null;
        driver.Server.OnExecute = _ => during = Activity.Current;
        using var parent = new Activity("parent").Start();

        await driver.Run("SELECT 1", method, async);

        Assert.Single(driver.Server.Received);
        Assert.Same(parent, during);
        Assert.Same(parent, TelemetryHarness.CurrentAfterRun);
    }

    [Theory, Trait("Checklist", "TL-P3"), MemberData(nameof(Ways))]
    public async Task Listeners_that_throw_at_the_end_of_a_span_do_no_harm(CommandMethod method, bool async)
    {
        using var spans = new SpanRecorder { OnStopped = _ => throw new InvalidOperationException() };
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName);
        using var driver = new TelemetryHarness();
        using var parent = new Activity("parent").Start();

        await driver.Run("SELECT 1", method, async);

        Assert.Same(parent, TelemetryHarness.CurrentAfterRun);
        Assert.Equal("span_end", Assert.Single(metrics.Of(Failures)).Tags["kind"]);
    }

    [Theory, Trait("Checklist", "TL-P3"), MemberData(nameof(Ways))]
    public async Task Metric_listeners_that_throw_cost_neither_the_command_nor_its_span(CommandMethod method, bool async)
    {
        using var spans = new SpanRecorder();
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName) { OnRecord = _ => throw new InvalidOperationException() };
        using var driver = new TelemetryHarness();

        await driver.Run("SELECT 1", method, async);

        spans.Single();
        Assert.Equal("duration", Assert.Single(metrics.Of(Failures)).Tags["kind"]);
    }

    [Fact, Trait("Checklist", "TL-P3")]
    public async Task A_logger_that_throws_does_no_harm()
    {
        using var spans = new SpanRecorder();
        using var driver = new TelemetryHarness { Telemetry = o => o.Enrich = (_, _) => throw new InvalidOperationException() };
        driver.Logs.Throws = new InvalidOperationException();

        await driver.Run("SELECT 1");

        spans.Single();
    }
}
