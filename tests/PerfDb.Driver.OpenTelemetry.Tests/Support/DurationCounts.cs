using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace PerfDb.Driver.OpenTelemetry.Tests.Support;

/// <summary>How often <c>db.client.operation.duration</c> was recorded on the driver's and on Npgsql's meter.</summary>
internal sealed class DurationCounts : IDisposable
{
    private readonly Snapshots _snapshots = new();
    private readonly MeterProvider _provider;

    public DurationCounts(bool addOurs, bool addTheirs, bool dropTheirs = false)
    {
        var builder = Sdk.CreateMeterProviderBuilder().AddReader(new BaseExportingMetricReader(_snapshots));
        if (addOurs)
            builder.AddPerfDbInstrumentation();
        if (addTheirs)
            builder.AddMeter("Npgsql");
        if (dropTheirs)
            builder.AddView(i => i.Meter.Name == "Npgsql" && i.Name == "db.client.operation.duration" ? MetricStreamConfiguration.Drop : null);
        _provider = builder.Build();
    }

    public (long Ours, long Theirs) Read()
    {
        Assert.True(_provider.ForceFlush(10_000));
        return (_snapshots.Counts.GetValueOrDefault("PerfDb.Driver"), _snapshots.Counts.GetValueOrDefault("Npgsql"));
    }

    public void Dispose() => _provider.Dispose();

    private sealed class Snapshots : BaseExporter<Metric>
    {
        public Dictionary<string, long> Counts { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            Counts.Clear();
            foreach (var metric in batch)
            {
                if (metric.Name != "db.client.operation.duration")
                    continue;
                foreach (ref readonly var point in metric.GetMetricPoints())
                    Counts[metric.MeterName] = Counts.GetValueOrDefault(metric.MeterName) + point.GetHistogramCount();
            }

            return ExportResult.Success;
        }
    }
}
