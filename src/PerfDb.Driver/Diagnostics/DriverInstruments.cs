using System.Diagnostics.Metrics;

namespace PerfDb.Driver.Diagnostics;

/// <summary>The driver's instruments on one meter.</summary>
internal sealed class DriverInstruments
{
    /// <summary>The instruments of data sources built outside a container.</summary>
    public static DriverInstruments Shared { get; } = new(new Meter(MeterOptions));

    public DriverInstruments(Meter meter)
    {
        OperationDuration = meter.CreateHistogram(
            TelemetryNames.OperationDuration,
            unit: "s",
            description: "Duration of database client operations.",
            tags: null,
            // The convention's own boundaries.
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });
        TelemetryFailures = meter.CreateCounter<long>(
            TelemetryNames.TelemetryFailures,
            unit: "{failure}",
            description: "Faults of the driver's own observation and of user extensions, none of which reached a command.");
    }

    public static MeterOptions MeterOptions => new(PerfDbDiagnostics.MeterName)
    {
        Version = DriverVersion.Text,
        TelemetrySchemaUrl = TelemetryNames.SchemaUrl,
    };

    public Histogram<double> OperationDuration { get; }

    public Counter<long> TelemetryFailures { get; }
}
