using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;
using PerfDb.Driver.Statistics;

namespace PerfDb.Driver.Pipeline;

/// <summary>What the driver keeps per distinct command text: the analysis and the places where its executions are counted.</summary>
internal sealed class KnownStatement(SqlAnalysis analysis, OperationTarget target)
{
    private StatementCounters? _counters;
    private StatementTags? _tags;

    public SqlAnalysis Analysis { get; } = analysis;

    public OperationTarget Target { get; } = target;

    /// <summary>The counters of this fingerprint; asked for anew when the store has let go of the old ones.</summary>
    public StatementCounters Counters(StatisticsStore store)
    {
        var counters = _counters;
        return counters is { IsDetached: false } ? counters : _counters = store.GetCounters(Analysis);
    }

    /// <summary>The telemetry attributes of this statement on one server, built on first use.</summary>
    public StatementTags Tags(CommandObserver observer, ServerDescription server)
    {
        var tags = _tags;
        return tags is not null && ReferenceEquals(tags.Server, server) ? tags : _tags = observer.CreateTags(server, Analysis, Target);
    }
}
