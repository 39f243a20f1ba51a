using System.Collections.Frozen;
using PerfDb.Driver.Providers;

namespace PerfDb.Driver.Statistics;

/// <summary>Turns a period's counters into what users read. Used under the store's fold lock.</summary>
internal sealed class SnapshotBuilder
{
    private static readonly FrozenDictionary<ErrorClass, long> NoErrors = FrozenDictionary<ErrorClass, long>.Empty;

    private readonly DateTimeOffset _takenAt;
    private readonly long _timestamp;
    private readonly TimestampScale _scale;

    /// <summary>Reads the clocks.</summary>
    public SnapshotBuilder(TimeProvider timeProvider)
    {
        _takenAt = timeProvider.GetUtcNow();
        _timestamp = timeProvider.GetTimestamp();
        _scale = new TimestampScale(timeProvider.TimestampFrequency);
    }

    /// <summary>Copies every line that has counted a command.</summary>
    public StatisticsSnapshot Build(StatisticsPeriod period)
    {
        List<StatementStatistics> statements = new(period.Count);
        foreach (StatementCounters counters in period.Statements)
        {
            if (Copy(counters) is { Calls: > 0 } line)
            {
                statements.Add(line);
            }
        }

        StatementStatistics other = Copy(period.Other);
        return new StatisticsSnapshot(
            period.Since, _takenAt, statements, other.Calls > 0 ? other : null, period.Dropped.Estimate());
    }

    private StatementStatistics Copy(StatementCounters counters)
    {
        long rows;
        long lastSeenTimestamp;
        LatencySummary durations;
        LatencySummary firstRows;
        FrozenDictionary<ErrorClass, long> errors;

        // Per statement, so that no thread waits longer than one copy takes.
        lock (RecordBuffer.ApplyLock)
        {
            rows = counters.Rows;
            lastSeenTimestamp = counters.LastSeenTimestamp;
            durations = counters.Durations.Summarize();
            firstRows = counters.FirstRows?.Summarize() ?? default;
            errors = ToDictionary(counters.Errors);
        }

        return new StatementStatistics
        {
            Fingerprint = counters.Analysis?.Fingerprint ?? default,
            Kind = counters.Analysis?.Kind ?? default,
            Summary = counters.Analysis?.Summary ?? StatementStatistics.OtherSummary,
            Text = counters.Analysis?.RedactedText ?? "",
            Calls = durations.Count,
            Errors = errors.Values.Sum(),
            ErrorsByClass = errors,
            Rows = rows,
            TotalTime = _scale.ToTimeSpan(durations.TotalTicks),
            MinTime = _scale.ToTimeSpan(durations.MinTicks),
            MeanTime = _scale.ToTimeSpan(durations.MeanTicks),
            MaxTime = _scale.ToTimeSpan(durations.MaxTicks),
            P50 = _scale.ToTimeSpan(durations.P50Ticks),
            P95 = _scale.ToTimeSpan(durations.P95Ticks),
            P99 = _scale.ToTimeSpan(durations.P99Ticks),
            P999 = _scale.ToTimeSpan(durations.P999Ticks),
            MeanFirstRowTime = firstRows.Count == 0 ? null : _scale.ToTimeSpan(firstRows.MeanTicks),
            P50FirstRowTime = firstRows.Count == 0 ? null : _scale.ToTimeSpan(firstRows.P50Ticks),
            P99FirstRowTime = firstRows.Count == 0 ? null : _scale.ToTimeSpan(firstRows.P99Ticks),
            FirstSeen = counters.FirstSeen,
            LastSeen = ResolveLastSeen(counters, lastSeenTimestamp),
        };
    }

    // Counted back from now, because the timestamp clock stands still while a machine sleeps. Resolved once per
    // timestamp: two snapshots without a command between them must not differ by the drift of the two clocks.
    private DateTimeOffset ResolveLastSeen(StatementCounters counters, long seen)
    {
        if (counters.LastSeenResolved.Time == default || counters.LastSeenResolved.Timestamp != seen)
        {
            DateTimeOffset time = _takenAt - _scale.ToTimeSpan(Math.Max(0, _timestamp - seen));
            counters.LastSeenResolved = (seen, time < counters.FirstSeen ? counters.FirstSeen : time);
        }

        return counters.LastSeenResolved.Time;
    }

    private static FrozenDictionary<ErrorClass, long> ToDictionary(ReadOnlySpan<long> errors)
    {
        if (errors.IsEmpty)
        {
            return NoErrors;
        }

        Dictionary<ErrorClass, long> counts = [];
        for (int i = 0; i < errors.Length; i++)
        {
            if (errors[i] > 0)
            {
                counts.Add((ErrorClass)i, errors[i]);
            }
        }

        return counts.ToFrozenDictionary();
    }
}
