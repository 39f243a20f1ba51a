namespace PerfDb.Driver.Diagnostics;

/// <summary>The ids of all log events, by hundreds per room; documented in <c>docs/reference/telemetry.md</c>.</summary>
internal static class EventIds
{
    // 1xxx: the face and the path of a command.
    public const int DecisionFailed = 1001;
    public const int CompletionFailed = 1002;
    public const int InterceptorFailed = 1003;
    public const int ReaderAbandoned = 1004;
    public const int DataSourceBuilt = 1005;

    // 5xxx: diagnostics.
    public const int DoubleTelemetry = 5001;
    public const int TelemetryFailed = 5002;
}
