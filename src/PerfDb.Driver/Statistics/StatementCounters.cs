using System.Diagnostics;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Statistics;

/// <summary>
/// The counters of one statement, or of all statements that have no line of their own.
/// <para>
/// <see cref="Record"/> only hands the command to the thread's <see cref="RecordBuffer"/>; the counters change under its
/// lock, so whoever reads them there sees each command whole. A cell may be taken away at any moment, by eviction or by
/// <see cref="StatisticsStore.Reset"/>, and still no command is lost or counted twice: one that is recorded afterwards goes
/// to the cell's successor; one that waits in a ring goes where the cell's own figures went.
/// </para>
/// </summary>
[DebuggerDisplay("{Analysis?.Fingerprint} {Analysis?.Summary}: {_durations.Count} calls, detached {IsDetached}")]
internal sealed class StatementCounters
{
    /// <summary>The number of members of <see cref="ErrorClass"/>, <see cref="ErrorClass.None"/> included.</summary>
    public const int ErrorClassCount = (int)ErrorClass.Resource + 1;

    private readonly StatisticsPeriod _period;
    private readonly LatencyHistogram _durations = new();
    private LatencyHistogram? _firstRows;
    private long[]? _errors;
    private StatementCounters? _movedTo;
    private volatile bool _taken;

    /// <summary>Creates the cell of one statement or, without <paramref name="analysis"/>, the shared cell of the period.</summary>
    public StatementCounters(StatisticsPeriod period, SqlAnalysis? analysis, DateTimeOffset firstSeen, long createdTimestamp)
    {
        _period = period;
        Analysis = analysis;
        FirstSeen = firstSeen;
        CreatedTimestamp = createdTimestamp;
        LastSeenTimestamp = createdTimestamp;
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
    public bool IsDetached => _taken || Analysis is null;

    /// <summary>The timestamp at which the latest command completed.</summary>
    public long LastSeenTimestamp { get; private set; }

    /// <summary>The moment that a snapshot gave out for <see cref="LastSeenTimestamp"/>.</summary>
    public (long Timestamp, DateTimeOffset Time) LastSeenResolved { get; set; }

    /// <summary>The rows read by all commands.</summary>
    public long Rows { get; private set; }

    /// <summary>The times of all commands.</summary>
    public LatencyHistogram Durations => _durations;

    /// <summary>The times to the first row, of the commands that had one; null if none had.</summary>
    public LatencyHistogram? FirstRows => _firstRows;

    /// <summary>The number of failures, indexed by <see cref="ErrorClass"/>; empty if there was none.</summary>
    public ReadOnlySpan<long> Errors => _errors;

    /// <summary>Counts one completed command, now or within the thread's next 64 commands, but before any snapshot is taken.</summary>
    public void Record(in CommandOutcome outcome)
    {
        if (_taken)
        {
            _period.Store.SuccessorOf(this).Record(in outcome);
            return;
        }

        RecordBuffer.Append(this, in outcome);
    }

    /// <summary>Takes the cell away from its holders: what is recorded from now on goes to its successor.</summary>
    public void Detach() => _taken = true;

    /// <summary>Changes the counters. Called under <see cref="RecordBuffer.ApplyLock"/>, as are the members below.</summary>
    public void Apply(long durationTicks, long endTimestamp, long firstRowTicks, long rows, ErrorClass error)
    {
        if (_movedTo is not null)
        {
            _movedTo.Apply(durationTicks, endTimestamp, firstRowTicks, rows, error);
            return;
        }

        _durations.Record(durationTicks);
        if (endTimestamp > LastSeenTimestamp)
        {
            LastSeenTimestamp = endTimestamp;
        }

        if (rows > 0)
        {
            Rows += rows;
        }

        if (firstRowTicks >= 0)
        {
            (_firstRows ??= new LatencyHistogram()).Record(firstRowTicks);
        }

        if (error != ErrorClass.None)
        {
            _errors ??= new long[ErrorClassCount];
            _errors[(uint)error < ErrorClassCount ? (int)error : (int)ErrorClass.Other]++;
        }
    }

    /// <summary>Adds everything counted so far to the period's shared cell, and sends there what still waits in a ring.</summary>
    public void MoveToShared()
    {
        StatementCounters target = _period.Other;
        Debug.Assert(target != this);
        Debug.Assert(_movedTo is null);

        _movedTo = target;
        target._durations.Add(_durations);
        target.Rows += Rows;
        target.LastSeenTimestamp = Math.Max(target.LastSeenTimestamp, LastSeenTimestamp);
        if (_firstRows is not null)
        {
            (target._firstRows ??= new LatencyHistogram()).Add(_firstRows);
        }

        if (_errors is not null)
        {
            target._errors ??= new long[ErrorClassCount];
            for (int i = 0; i < ErrorClassCount; i++)
            {
                target._errors[i] += _errors[i];
            }
        }
    }
}
