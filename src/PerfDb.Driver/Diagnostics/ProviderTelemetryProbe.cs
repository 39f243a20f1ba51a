using System.Diagnostics.Metrics;

namespace PerfDb.Driver.Diagnostics;

/// <summary>
/// Tells whether somebody listens to a provider's own meter. Listeners subscribe by meter name, so an instrument of
/// ours on a meter of that name is enabled exactly when the provider's are; it never records anything.
/// </summary>
internal sealed class ProviderTelemetryProbe(string meterName)
{
    private readonly Counter<long> _probe = new Meter(meterName).CreateCounter<long>("perfdb.listener_probe");

    public bool IsListenedTo => _probe.Enabled;
}
