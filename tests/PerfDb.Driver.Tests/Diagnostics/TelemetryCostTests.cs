using System.Diagnostics;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Tests.Support;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>TL-P2 and TL-B5: what nobody reads is not made.</summary>
[Collection(TelemetryCollectionDefinition.Name)]
public sealed class TelemetryCostTests
{
    private const int Runs = 1000;

    [ReleaseFact, Trait("Checklist", "TL-P2")]
    public void Nobody_listening_costs_no_byte() => Assert.Equal(BytesOfBareCommand(), BytesOfOurCommand());

    [ReleaseFact, Trait("Checklist", "TL-B5")]
    public void An_unsampled_parent_costs_no_byte()
    {
        using var spans = Unsampling();
        using var parent = new Activity("parent").Start();

        Assert.Equal(BytesOfBareCommand(), BytesOfOurCommand());
    }

    [ReleaseFact]
    public void A_listened_histogram_costs_no_byte()
    {
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == PerfDbDiagnostics.MeterName)
                l.EnableMeasurementEvents(instrument);
        };
        var records = 0;
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => records++);
        listener.Start();

        Assert.Equal(BytesOfBareCommand(), BytesOfOurCommand());
        Assert.True(records >= Runs);
    }

    [Fact, Trait("Checklist", "TL-P2")]
    public async Task Nobody_listening_means_that_no_filter_or_enricher_runs()
    {
        var calls = 0;
        using var driver = new TelemetryHarness
        {
            Telemetry = o =>
            {
                o.Filter = _ => ++calls > 0;
                o.Enrich = (_, _) => calls++;
            },
        };

        await driver.Run("SELECT 1");

        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task A_span_that_is_only_propagated_is_not_described()
    {
        var calls = 0;
        using var spans = new SpanRecorder(ActivitySamplingResult.PropagationData);
        using var driver = new TelemetryHarness { Telemetry = o => o.Enrich = (_, _) => calls++ };
        driver.Server.OnExecute = _ => throw new InvalidOperationException();

        await Assert.ThrowsAsync<InvalidOperationException>(() => driver.Run("SELECT 1"));

        Assert.Equal(0, calls);
        Assert.Null(spans.Single().GetTagItem("error.type"));
    }

    private static ActivityListener Unsampling()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == PerfDbDiagnostics.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    // What the fake itself allocates is no part of the answer.
    private static long BytesOfBareCommand()
    {
        using var driver = new TelemetryHarness();
        driver.Server.KeepsTexts = false;
        using var connection = new StubConnection(driver.Server);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        return Measure(() => command.ExecuteScalar());
    }

    private static long BytesOfOurCommand()
    {
        using var driver = new TelemetryHarness();
        driver.Server.KeepsTexts = false;
        using var connection = driver.Db.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        return Measure(() => command.ExecuteScalar());
    }

    private static long Measure(Func<object?> run)
    {
        for (var i = 0; i < Runs; i++)
            run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Runs; i++)
            run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Runs;
    }
}
