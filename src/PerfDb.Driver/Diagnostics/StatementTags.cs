using System.Globalization;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Diagnostics;

/// <summary>
/// The name and attributes that every execution of one statement on one server shares. Built once, when first somebody
/// listens; recording then builds nothing.
/// </summary>
internal sealed class StatementTags
{
    private const int MaxSummaryLength = 255;
    private const string Batch = "BATCH";

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

    public static StatementTags Create(
        string systemName, ServerDescription server, SqlAnalysis analysis, in OperationTarget target, bool recordText, NameLimiter summaries)
    {
        var summary = Summarize(analysis, target);
        var common = new List<KeyValuePair<string, object?>>(8) { new(TelemetryNames.SystemName, systemName) };
        Add(common, TelemetryNames.Namespace, server.Namespace);
        Add(common, TelemetryNames.ServerAddress, server.Address);
        Add(common, TelemetryNames.ServerPort, server.Address is null ? null : server.Port);

        var metric = new List<KeyValuePair<string, object?>>(common);
        if (summaries.Admits(summary))
            AddStatement(metric, summary, target);
        else
            metric.Add(new(TelemetryNames.QuerySummary, NameLimiter.Other));

        var span = common;
        AddStatement(span, summary, target);
        Add(span, TelemetryNames.BatchSize, target.BatchSize);
        span.Add(new(TelemetryNames.Fingerprint, analysis.Fingerprint.ToString()));
        if (recordText && target.StoredProcedure is null && target.Collection is null)
            span.Add(new(TelemetryNames.QueryText, target.BatchText ?? analysis.RedactedText));

        return new(server, Name(systemName, server, summary, target), [.. span], [.. metric]);
    }

    private static void AddStatement(List<KeyValuePair<string, object?>> tags, string summary, in OperationTarget target)
    {
        Add(tags, TelemetryNames.StoredProcedureName, target.StoredProcedure);
        Add(tags, TelemetryNames.CollectionName, target.Collection);
        Add(tags, TelemetryNames.OperationName, target.Operation);
        Add(tags, TelemetryNames.QuerySummary, summary.Length == 0 ? null : summary);
    }

    private static string Summarize(SqlAnalysis analysis, in OperationTarget target)
    {
        if (target.BatchSize is null)
            return analysis.Summary;
        if (target.BatchSummary is not { Length: > 0 } shared)
            return Batch;
        var summary = $"{Batch} {shared}";
        return summary.Length <= MaxSummaryLength ? summary : summary[..summary.LastIndexOf(' ', MaxSummaryLength)];
    }

    // The order is the convention's: summary, operation and target, target, system.
    private static string Name(string systemName, ServerDescription server, string summary, in OperationTarget target)
    {
        if (summary.Length != 0)
            return summary;
        var address = server.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{server.Address}:{port}") : server.Address;
        var name = target.Collection ?? target.StoredProcedure ?? server.Namespace ?? address;
        return target.Operation is { } operation
            ? name is null ? operation : $"{operation} {name}"
            : name ?? systemName;
    }

    private static void Add(List<KeyValuePair<string, object?>> tags, string name, object? value)
    {
        if (value is not null)
            tags.Add(new(name, value));
    }
}
