using Microsoft.Extensions.Logging;

namespace PerfDb.Driver.Diagnostics;

/// <summary>Every log event of the driver. None carries SQL text, a literal or a parameter value.</summary>
internal static partial class Log
{
    [LoggerMessage(EventIds.DecisionFailed, LogLevel.Warning, "The driver could not decide about statement {Fingerprint}; it runs on the primary, uncached")]
    public static partial void DecisionFailed(ILogger logger, string fingerprint, Exception exception);

    [LoggerMessage(EventIds.CompletionFailed, LogLevel.Warning, "The driver could not record the end of statement {Fingerprint}; the command itself is not affected")]
    public static partial void CompletionFailed(ILogger logger, string fingerprint, Exception exception);

    [LoggerMessage(EventIds.InterceptorFailed, LogLevel.Warning, "Interceptor {Interceptor} threw in {Method}; the command goes on without it")]
    public static partial void InterceptorFailed(ILogger logger, string interceptor, string method, Exception exception);

    [LoggerMessage(EventIds.ReaderAbandoned, LogLevel.Debug, "A reader of statement {Fingerprint} was not closed by its caller; it ended with its connection")]
    public static partial void ReaderAbandoned(ILogger logger, string fingerprint);

    [LoggerMessage(EventIds.DataSourceBuilt, LogLevel.Information, "Data source '{Name}' on {SystemName} is ready: enabled {Enabled}, mode {Mode}")]
    public static partial void DataSourceBuilt(ILogger logger, string name, string systemName, bool enabled, string mode);

    [LoggerMessage(EventIds.DoubleTelemetry, LogLevel.Warning, "Both '{ProviderMeter}' and 'PerfDb.Driver' report db.client.operation.duration: every rate will be doubled. Leave one meter out, or set Telemetry.DatabaseClientMetrics to Auto")]
    public static partial void DoubleTelemetry(ILogger logger, string providerMeter);

    [LoggerMessage(EventIds.TelemetryFailed, LogLevel.Warning, "Telemetry failed in '{Kind}'; the command is not affected. Further failures of this kind are only counted, in perfdb.telemetry.failures")]
    public static partial void TelemetryFailed(ILogger logger, string kind, Exception exception);
}
