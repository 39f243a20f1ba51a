using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Statistics;

/// <summary>
/// Counts commands per fingerprint, in bounded memory, exactly.
/// <para>
/// A dictionary read without locks maps a fingerprint to its <see cref="StatementCounters"/>. It holds at most a given
/// number of lines. When a statement arrives that would be one more, lines are evicted: the lightest sixteenth by total
/// time, among the lines older than a minute, and not more often than once a second. So the heaviest statements keep their
/// lines for good, a newcomer has a minute to show its weight, and the search is paid once for many. Evicted figures move
/// to the shared cell <see cref="StatisticsSnapshot.Other"/>, where commands also go while no line may be evicted: totals
/// stay exact. How many statements are concerned is estimated by a <see cref="DistinctCounter"/>. (Keeping the
/// heaviest and charging the rest to one cell is what PostgreSQL's pg_stat_statements does by usage; it only forgets the rest.)
/// </para>
/// <para>
/// Locks, in the order in which they are taken: <c>_foldLock</c> keeps snapshots from seeing figures on their way from one
/// cell to another; <c>_tableLock</c> guards the set of lines and is never held for long, because a statement's first
/// command waits for it; <see cref="RecordBuffer.ApplyLock"/> guards what the cells hold. Looking up a line takes none.
/// </para>
/// <para>
/// Memory: a line costs about 0.6 KB, and 0.54 KB per octave of its times and of its times to first row: 3 to 6 KB as a
/// rule and 41 KB at worst, when both histograms hold every octave from 1 ns to an hour. Texts belong to the analysis.
/// </para>
/// </summary>
internal sealed class StatisticsStore
{
    private const int EvictedShare = 16;
    private static readonly TimeSpan EvictionInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MinimumAge = TimeSpan.FromMinutes(1);

    private readonly Lock _foldLock = new();
    private readonly Lock _tableLock = new();
    private readonly TimeProvider _timeProvider;
    private readonly int _maxFingerprints;
    private readonly long _evictionIntervalTicks;
    private readonly long _minimumAgeTicks;
    private volatile StatisticsPeriod _period;

    public StatisticsStore(int maxFingerprints, TimeProvider timeProvider)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxFingerprints);
        ArgumentNullException.ThrowIfNull(timeProvider);

        _maxFingerprints = maxFingerprints;
        _timeProvider = timeProvider;
        _evictionIntervalTicks = ToTicks(EvictionInterval);
        _minimumAgeTicks = ToTicks(MinimumAge);
        _period = BeginPeriod();
    }

    /// <summary>
    /// The counters of a statement, created if needed; the shared ones if there is no room. Ask once and keep the answer
    /// until <see cref="StatementCounters.IsDetached"/>.
    /// </summary>
    public StatementCounters GetCounters(SqlAnalysis analysis)
    {
        StatisticsPeriod period = _period;
        if (period.TryGet(analysis.Fingerprint, out StatementCounters? counters))
        {
            return counters;
        }

        if (period.Count >= _maxFingerprints && !TryMakeRoom(period))
        {
            return Drop(period, analysis);
        }

        return Add(analysis);
    }

    /// <summary>Everything counted since the last reset, as it stands now.</summary>
    public StatisticsSnapshot GetSnapshot()
    {
        lock (_foldLock)
        {
            RecordBuffer.DrainAll();
            return new SnapshotBuilder(_timeProvider).Build(_period);
        }
    }

    /// <summary>Starts from zero. A command that is recorded meanwhile is counted either before or after, and whole.</summary>
    public void Reset()
    {
        lock (_foldLock)
        {
            StatisticsPeriod old;
            lock (_tableLock)
            {
                old = _period;
                _period = BeginPeriod();
            }

            old.DetachAll();
        }
    }

    /// <summary>Where the commands of a detached cell are counted now.</summary>
    public StatementCounters SuccessorOf(StatementCounters detached) =>
        detached.Analysis is { } analysis ? GetCounters(analysis) : _period.Other;

    private static StatementCounters Drop(StatisticsPeriod period, SqlAnalysis analysis)
    {
        period.Dropped.Add(analysis.Fingerprint.Value);
        return period.Other;
    }

    private StatementCounters Add(SqlAnalysis analysis)
    {
        lock (_tableLock)
        {
            StatisticsPeriod period = _period;
            if (period.TryGet(analysis.Fingerprint, out StatementCounters? counters))
            {
                return counters;
            }

            return period.Count < _maxFingerprints
                ? period.Add(analysis, _timeProvider.GetUtcNow(), _timeProvider.GetTimestamp())
                : Drop(period, analysis);
        }
    }

    private bool TryMakeRoom(StatisticsPeriod period)
    {
        long now = _timeProvider.GetTimestamp();

        // Whoever finds the lock taken does not wait: a snapshot or another eviction is at work, and Other is always open.
        if (now < period.NextEvictionTimestamp || !_foldLock.TryEnter())
        {
            return false;
        }

        try
        {
            if (period != _period || now < period.NextEvictionTimestamp)
            {
                return false;
            }

            period.NextEvictionTimestamp = now + _evictionIntervalTicks;
            return Evict(period, now);
        }
        finally
        {
            _foldLock.Exit();
        }
    }

    private bool Evict(StatisticsPeriod period, long now)
    {
        StatementCounters[] candidates = [.. period.Statements.Where(line => now - line.CreatedTimestamp >= _minimumAgeTicks)];
        if (candidates.Length == 0)
        {
            return false;
        }

        RecordBuffer.DrainAll();
        Array.Sort(Array.ConvertAll(candidates, static line => line.Durations.TotalTicks), candidates);
        Span<StatementCounters> lightest =
            candidates.AsSpan(0, Math.Min(candidates.Length, Math.Max(1, _maxFingerprints / EvictedShare)));
        lock (_tableLock)
        {
            foreach (StatementCounters line in lightest)
            {
                period.Remove(line);
            }
        }

        foreach (StatementCounters line in lightest)
        {
            lock (RecordBuffer.ApplyLock)
            {
                line.MoveToShared();
            }
        }

        return true;
    }

    private StatisticsPeriod BeginPeriod() => new(this, _timeProvider.GetUtcNow(), _timeProvider.GetTimestamp());

    private long ToTicks(TimeSpan time) => (long)(time.TotalSeconds * _timeProvider.TimestampFrequency);
}
