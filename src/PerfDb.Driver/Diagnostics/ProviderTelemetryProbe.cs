using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace PerfDb.Driver.Diagnostics;

/// <summary>
/// Tells whether somebody reads the duration histogram on a provider's own meter. An instrument of the same meter and
/// instrument name is enabled by whoever enables the provider's, whether by meter name, by instrument name or by a view
/// that drops it. It never records anything.
/// </summary>
internal sealed class ProviderTelemetryProbe
{
    // Meters live until they are disposed: one per name for the process, however many data sources are built.
    private static readonly ConcurrentDictionary<string, ProviderTelemetryProbe> Probes = new(StringComparer.Ordinal);

    private readonly Histogram<double> _probe;
    private int _reported;

    private ProviderTelemetryProbe(string meterName)
    {
        MeterName = meterName;
        _probe = new Meter(meterName).CreateHistogram<double>(TelemetryNames.OperationDuration, "s");
    }

    public string MeterName { get; }

    public bool IsListenedTo => _probe.Enabled;

    public static ProviderTelemetryProbe Of(string meterName) => Probes.GetOrAdd(meterName, static name => new(name));

    /// <summary>Whether nobody in this process has been told yet that both histograms are read.</summary>
    public bool IsFirstReport() => Volatile.Read(ref _reported) == 0 && Interlocked.Exchange(ref _reported, 1) == 0;
}
