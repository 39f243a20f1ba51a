using System.Diagnostics.Metrics;
using PerfDb.Driver.Diagnostics;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>TL-D1 to TL-D6: one record per command, whichever of the two meters is listened to.</summary>
[Collection(TelemetryCollectionDefinition.Name)]
public sealed class DoubleTelemetryTests
{
    private const string Duration = "db.client.operation.duration";

    [Theory, Trait("Checklist", "TL-D3")]
    [InlineData(EmitMode.Auto, true, false, 1, 0)]
    [InlineData(EmitMode.Auto, false, true, 0, 1)]
    [InlineData(EmitMode.Auto, true, true, 0, 1)]
    [InlineData(EmitMode.Never, true, false, 0, 0)]
    [InlineData(EmitMode.Always, true, true, 1, 1)]
    public async Task Each_combination_of_meters_sees_the_command_as_often_as_the_mode_says(EmitMode mode, bool addOurs, bool addTheirs, int ours, int theirs)
    {
        var meterName = $"Provider.{mode}.{addOurs}.{addTheirs}";
        using var providerMeter = new Meter(meterName, "10.0");
        var providerDuration = providerMeter.CreateHistogram<double>(Duration, "s");
        using var driver = new TelemetryHarness { Telemetry = o => o.DatabaseClientMetrics = mode };
        driver.Provider.OwnMeter = meterName;
        driver.Server.OnExecute = _ => providerDuration.Record(0.1);
        using var metrics = new MetricRecorder([.. addOurs ? [PerfDbDiagnostics.MeterName] : (string[])[], .. addTheirs ? [meterName] : (string[])[]]);

        await driver.Run("SELECT 1");

        Assert.Equal(ours, metrics.Of(Duration).Count(r => r.Instrument.Meter.Name == PerfDbDiagnostics.MeterName));
        Assert.Equal(theirs, metrics.Of(Duration).Count(r => r.Instrument.Meter.Name == meterName));
    }

    [Fact, Trait("Checklist", "TL-D6")]
    public async Task Both_with_Always_is_reported_once_for_the_process()
    {
        const string meterName = "Provider.Reported";
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName, meterName);
        var reports = 0;
        for (var i = 0; i < 2; i++)
        {
            using var driver = new TelemetryHarness { Telemetry = o => o.DatabaseClientMetrics = EmitMode.Always };
            driver.Provider.OwnMeter = meterName;
            await driver.Run("SELECT 1");
            await driver.Run("SELECT 1");
            reports += driver.Logs.Events.Count(e => e.Id.Id == EventIds.DoubleTelemetry && e.Text.Contains(meterName, StringComparison.Ordinal));
        }

        Assert.Equal(1, reports);
        Assert.Equal(4, metrics.Of(Duration).Length);
    }

    [Fact, Trait("Checklist", "TL-D3")]
    public async Task A_listener_that_comes_and_goes_moves_the_record()
    {
        const string meterName = "Provider.ComesAndGoes";
        using var driver = new TelemetryHarness();
        driver.Provider.OwnMeter = meterName;
        using var ours = new MetricRecorder(PerfDbDiagnostics.MeterName);

        await driver.Run("SELECT 1");
        using (new MetricRecorder(meterName))
            await driver.Run("SELECT 1");
        await driver.Run("SELECT 1");

        Assert.Equal(2, ours.Of(Duration).Length);
    }

    [Fact]
    public void The_probe_is_one_meter_however_many_data_sources_there_are()
    {
        using var metrics = new MetricRecorder("Provider.Many");
        for (var i = 0; i < 3; i++)
        {
            using var driver = new TelemetryHarness();
            driver.Provider.OwnMeter = "Provider.Many";
            _ = driver.Db;
        }

        Assert.Single(metrics.Instruments);
    }
}
