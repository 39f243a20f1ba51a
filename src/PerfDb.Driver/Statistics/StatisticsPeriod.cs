using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Statistics;

/// <summary>
/// Everything counted since the store was created or last reset. A reset replaces the period as a whole: commands that
/// wait in a thread's ring at that instant are counted in the old one.
/// </summary>
internal sealed class StatisticsPeriod
{
    private readonly ConcurrentDictionary<ulong, StatementCounters> _statements = new();
    private int _count;

    public StatisticsPeriod(StatisticsStore store, DateTimeOffset since, long timestamp)
    {
        Store = store;
        Since = since;
        Other = new StatementCounters(this, null, since, timestamp);
    }

    /// <summary>The store this period belongs, or belonged, to.</summary>
    public StatisticsStore Store { get; }

    /// <summary>When the period began.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>The cell of the statements without a line of their own.</summary>
    public StatementCounters Other { get; }

    /// <summary>The statements of which at least one command is counted in <see cref="Other"/>.</summary>
    public DistinctCounter Dropped { get; } = new();

    /// <summary>The earliest timestamp at which lines may be evicted again.</summary>
    public long NextEvictionTimestamp { get; set; } = long.MinValue;

    /// <summary>The number of statements that have a line.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The statements that have a line, in no order.</summary>
    public IEnumerable<StatementCounters> Statements => _statements.Select(static pair => pair.Value);

    /// <summary>Finds a statement's line, without a lock.</summary>
    public bool TryGet(SqlFingerprint fingerprint, [NotNullWhen(true)] out StatementCounters? counters) =>
        _statements.TryGetValue(fingerprint.Value, out counters);

    /// <summary>Adds a line. Called under the store's table lock.</summary>
    public StatementCounters Add(SqlAnalysis analysis, DateTimeOffset now, long timestamp)
    {
        StatementCounters counters = new(this, analysis, now, timestamp);
        _statements[analysis.Fingerprint.Value] = counters;
        Volatile.Write(ref _count, _count + 1);
        return counters;
    }

    /// <summary>Removes a line and detaches its cell. Called under the store's table lock.</summary>
    public void Remove(StatementCounters counters)
    {
        ulong fingerprint = counters.Analysis!.Fingerprint.Value;
        _statements.TryRemove(fingerprint, out _);
        Volatile.Write(ref _count, _count - 1);
        Dropped.Add(fingerprint);
        counters.Detach();
    }

    /// <summary>Detaches every cell, after which the store no longer refers to this period.</summary>
    public void DetachAll()
    {
        foreach (StatementCounters counters in Statements)
        {
            counters.Detach();
        }

        Other.Detach();
    }
}
