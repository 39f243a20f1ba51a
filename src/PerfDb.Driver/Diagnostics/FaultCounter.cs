using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PerfDb.Driver.Diagnostics;

/// <summary>
/// Where faults of observation end: each is counted, the first of a kind is logged. A fault here is dropped, for there is
/// nobody left to tell.
/// </summary>
internal sealed class FaultCounter(DriverInstruments instruments, ILogger logger)
{
    // The kinds are literals of this assembly, so their number is bounded.
    private readonly ConcurrentDictionary<string, bool> _logged = new(StringComparer.Ordinal);

    public void Count(string kind)
    {
        try
        {
            instruments.TelemetryFailures.Add(1, new KeyValuePair<string, object?>(TelemetryNames.FailureKind, kind));
        }
        catch (Exception)
        {
            // A listener that throws from the counter of what listeners threw.
        }
    }

    public void Report(string kind, Exception exception)
    {
        if (_logged.TryAdd(kind, true))
            Log.TelemetryFailed(logger, kind, exception);
        Count(kind);
    }
}
