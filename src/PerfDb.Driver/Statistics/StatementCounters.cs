using System.Diagnostics;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Statistics;

/// <summary>
/// The counters of one statement, or of all statements that have no line of their own.
/// <para>
/// Recording takes no lock. A cell may be taken away at any moment, by eviction or by
/// <see cref="StatisticsStore.Reset"/>, and still no event is lost or counted twice (Dekker's pattern): the recorder adds,
/// with interlocked operations that are full fences, and then reads the state; whoever takes the cell away writes the
/// state, fenced, and then moves the counters. Either the mover sees the addition, or the recorder sees the state and
/// moves what is left itself. Every move is an atomic exchange with zero, so both may move at once. A recorder that finds
/// the cell detached before it adds records in the cell's successor instead.
/// </para>
/// </summary>
[DebuggerDisplay("{Analysis?.Fingerprint} {Analysis?.Summary}: {_durations.Count} calls, state {_state}")]
internal sealed class StatementCounters
{
    /// <summary>The number of members of <see cref="ErrorClass"/>, <see cref="ErrorClass.None"/> included.</summary>
    public const int ErrorClassCount = (int)ErrorClass.Resource + 1;

    private const int Live = 0;
    private const int Shared = 1;
    private const int Detached = 2;

    private readonly StatisticsPeriod _period;
    private readonly LatencyHistogram _durations = new();
    private LatencyHistogram? _firstRows;
    private long[]? _errors;
    private long _rows;
    private long _lastSeenTimestamp;
    private volatile int _state;

    /// <summary>Creates the cell of one statement or, without <paramref name="analysis"/>, the shared cell of the period.</summary>
    public StatementCounters(StatisticsPeriod period, SqlAnalysis? analysis, DateTimeOffset firstSeen, long createdTimestamp)
    {
        _period = period;
        Analysis = analysis;
        FirstSeen = firstSeen;
        CreatedTimestamp = createdTimestamp;
        _lastSeenTimestamp = createdTimestamp;
        _state = analysis is null ? Shared : Live;
    }

    /// <summary>The statement; null for the shared cell.</summary>
    public SqlAnalysis? Analysis { get; }

    /// <summary>When the store met the statement first.</summary>
    public DateTimeOffset FirstSeen { get; }

    /// <summary>The same moment as a timestamp.</summary>
    public long CreatedTimestamp { get; }

    /// <summary>
    /// Whether a holder must ask the store again before its next command. True once the cell was evicted or reset, and
    /// always for the shared cell, because its statement may get a line of its own at any time. Recording is correct even
    /// so: this only spares the detour.
    /// </summary>
    public bool IsDetached => _state != Live;

    /// <summary>The timestamp at which the latest command completed.</summary>
    public long LastSeenTimestamp => Volatile.Read(ref _lastSeenTimestamp);

    /// <summary>The time of all commands, which decides who is evicted.</summary>
    public long TotalTicks => _durations.TotalTicks;

    /// <summary>The rows read by all commands.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <summary>The moment that a snapshot gave out for <see cref="LastSeenTimestamp"/>; owned by the snapshot's lock.</summary>
    public (long Timestamp, DateTimeOffset Time) LastSeenResolved { get; set; }

    /// <summary>Counts one completed command. Allocates nothing once the statement's octaves are known.</summary>
    public void Record(in CommandOutcome outcome)
    {
        if (_state == Detached)
        {
            _period.Store.SuccessorOf(this).Record(in outcome);
            return;
        }

        Add(in outcome);
        if (_state == Detached)
        {
            _period.Store.FoldDetached(this);
        }
    }

    /// <summary>Takes the cell away from its holders. The fence is the mover's half of the pattern above.</summary>
    public void Detach() => Interlocked.Exchange(ref _state, Detached);

    /// <summary>Moves everything counted so far to the period's shared cell. Called under the store's fold lock.</summary>
    public void MoveToShared()
    {
        StatementCounters target = _period.Other;
        if (target == this)
        {
            return;
        }

        MoveErrors(target);
        if (Volatile.Read(ref _firstRows) is { } firstRows)
        {
            firstRows.MoveTo(target.FirstRows());
        }

        Interlocked.Add(ref target._rows, Interlocked.Exchange(ref _rows, 0));
        _durations.MoveTo(target._durations);
        target.Touch(LastSeenTimestamp);
    }

    /// <summary>Copies the number of failures per class.</summary>
    public void CopyErrors(Span<long> counts)
    {
        counts.Clear();
        if (Volatile.Read(ref _errors) is { } errors)
        {
            for (int i = 0; i < errors.Length; i++)
            {
                counts[i] = Volatile.Read(ref errors[i]);
            }
        }
    }

    /// <summary>The times of all commands.</summary>
    public LatencySummary SummarizeDurations() => _durations.Summarize();

    /// <summary>The times to the first row, of the commands that had one.</summary>
    public LatencySummary SummarizeFirstRows() => Volatile.Read(ref _firstRows)?.Summarize() ?? default;

    // The call is counted first and a snapshot reads it last, so a snapshot never shows more failures than calls.
    private void Add(in CommandOutcome outcome)
    {
        Touch(outcome.EndTimestamp);
        _durations.Record(outcome.DurationTicks);
        if (outcome.Rows > 0)
        {
            Interlocked.Add(ref _rows, outcome.Rows);
        }

        if (outcome.FirstRowTicks >= 0)
        {
            (_firstRows ?? FirstRows()).Record(outcome.FirstRowTicks);
        }

        if (outcome.Error != ErrorClass.None)
        {
            int index = (int)outcome.Error;
            Interlocked.Increment(ref Errors()[(uint)index < ErrorClassCount ? index : (int)ErrorClass.Other]);
        }
    }

    // Not interlocked: of two commands that complete at once either may be called the last.
    private void Touch(long timestamp)
    {
        if (timestamp > _lastSeenTimestamp)
        {
            Volatile.Write(ref _lastSeenTimestamp, timestamp);
        }
    }

    private void MoveErrors(StatementCounters target)
    {
        if (Volatile.Read(ref _errors) is not { } errors)
        {
            return;
        }

        long[] targetErrors = target.Errors();
        for (int i = 0; i < errors.Length; i++)
        {
            Interlocked.Add(ref targetErrors[i], Interlocked.Exchange(ref errors[i], 0));
        }
    }

    private LatencyHistogram FirstRows() =>
        Volatile.Read(ref _firstRows) ?? Publish(ref _firstRows, new LatencyHistogram());

    private long[] Errors() =>
        Volatile.Read(ref _errors) ?? Publish(ref _errors, new long[ErrorClassCount]);

    private static T Publish<T>(ref T? place, T created)
        where T : class => Interlocked.CompareExchange(ref place, created, null) ?? created;
}
