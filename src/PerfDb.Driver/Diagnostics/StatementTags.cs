using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Diagnostics;

/// <summary>
/// The name and attributes that every execution of one statement on one server shares. Built once, when first somebody
/// listens; recording then builds nothing.
/// </summary>
internal sealed class StatementTags
{
    private StatementTags(ServerDescription server, string spanName, KeyValuePair<string, object?>[] spanTags, KeyValuePair<string, object?>[] metricTags)
    {
        Server = server;
        SpanName = spanName;
        SpanTags = spanTags;
        MetricTags = metricTags;
    }

    public ServerDescription Server { get; }

    public string SpanName { get; }

    public KeyValuePair<string, object?>[] SpanTags { get; }

    public KeyValuePair<string, object?>[] MetricTags { get; }

    public static StatementTags Create(string systemName, ServerDescription server, SqlAnalysis analysis, OperationTarget target, bool recordText)
    {
        var metric = new List<KeyValuePair<string, object?>>(8) { new(TelemetryNames.SystemName, systemName) };
        Add(metric, TelemetryNames.Namespace, server.Namespace);
        Add(metric, TelemetryNames.ServerAddress, server.Address);
        Add(metric, TelemetryNames.ServerPort, server.Port);
        if (target.StoredProcedure is { } procedure)
            metric.Add(new(TelemetryNames.StoredProcedureName, procedure));
        else if (target.Collection is { } collection)
            metric.Add(new(TelemetryNames.CollectionName, collection));
        if (target.BatchSize is not null and not 1)
            metric.Add(new(TelemetryNames.BatchSize, target.BatchSize.Value));
        if (analysis.Summary.Length != 0)
            metric.Add(new(TelemetryNames.QuerySummary, analysis.Summary));

        var span = new List<KeyValuePair<string, object?>>(metric) { new(TelemetryNames.Fingerprint, analysis.Fingerprint.ToString()) };
        if (recordText && target.StoredProcedure is null && target.Collection is null)
            span.Add(new(TelemetryNames.QueryText, analysis.RedactedText));

        return new(server, analysis.Summary.Length != 0 ? analysis.Summary : systemName, [.. span], [.. metric]);
    }

    private static void Add(List<KeyValuePair<string, object?>> tags, string name, object? value)
    {
        if (value is not null)
            tags.Add(new(name, value));
    }
}
