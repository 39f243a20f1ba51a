using System.Diagnostics;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Statistics;

/// <summary>The statistics of a data source at one moment. Immutable.</summary>
[DebuggerDisplay("{Statements.Count} statements, {TotalCalls} calls since {Since}")]
public sealed class StatisticsSnapshot
{
    private readonly StatementStatistics[] _statements;

    internal StatisticsSnapshot(
        DateTimeOffset since,
        DateTimeOffset takenAt,
        IEnumerable<StatementStatistics> statements,
        StatementStatistics? other,
        long droppedStatements)
    {
        Since = since;
        TakenAt = takenAt;
        Other = other;
        DroppedStatements = droppedStatements;
        _statements = [.. statements];
        Array.Sort(_statements, ComparisonFor(StatementOrder.TotalTime));
        Statements = Array.AsReadOnly(_statements);
        foreach (StatementStatistics line in other is null ? _statements : [.. _statements, other])
        {
            TotalCalls += line.Calls;
            TotalErrors += line.Errors;
            TotalRows += line.Rows;
            TotalTime += line.TotalTime;
        }
    }

    /// <summary>When counting began: when the data source was built, or was reset. In UTC.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>When the snapshot was taken, in UTC.</summary>
    public DateTimeOffset TakenAt { get; }

    /// <summary>The statements that have a line of their own and completed at least once, the most total time first.</summary>
    public IReadOnlyList<StatementStatistics> Statements { get; }

    /// <summary>
    /// Everything that is in no line of <see cref="Statements"/>, because there were more statements than
    /// <see cref="StatisticsOptions.MaxFingerprints"/>; null if there is nothing.
    /// </summary>
    public StatementStatistics? Other { get; }

    /// <summary>
    /// How many different statements have calls in <see cref="Other"/>, wholly or in part. An estimate within 4 % up to
    /// 100,000; by so many would <see cref="StatisticsOptions.MaxFingerprints"/> have to grow to tell all apart.
    /// </summary>
    public long DroppedStatements { get; }

    /// <summary>The calls of all statements, <see cref="Other"/> included.</summary>
    public long TotalCalls { get; }

    /// <summary>The failed calls of all statements, <see cref="Other"/> included.</summary>
    public long TotalErrors { get; }

    /// <summary>The rows read of all statements, <see cref="Other"/> included.</summary>
    public long TotalRows { get; }

    /// <summary>The time of all statements, <see cref="Other"/> included.</summary>
    public TimeSpan TotalTime { get; }

    /// <summary>
    /// The first <paramref name="count"/> statements in the given order, or all if there are fewer. Among equals the one
    /// with more total time comes first, then the one with the smaller fingerprint.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or the order is not defined.</exception>
    public IReadOnlyList<StatementStatistics> Top(int count, StatementOrder order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        StatementStatistics[] sorted = [.. _statements];
        Array.Sort(sorted, ComparisonFor(order));
        return Array.AsReadOnly(sorted[..Math.Min(count, sorted.Length)]);
    }

    /// <summary>The line of the statement with the given fingerprint, or null if it has none.</summary>
    public StatementStatistics? Find(SqlFingerprint fingerprint) =>
        Array.Find(_statements, line => line.Fingerprint == fingerprint);

    private static Comparison<StatementStatistics> ComparisonFor(StatementOrder order)
    {
        Comparison<StatementStatistics> primary = order switch
        {
            StatementOrder.TotalTime => static (x, y) => y.TotalTime.CompareTo(x.TotalTime),
            StatementOrder.Mean => static (x, y) => y.MeanTime.CompareTo(x.MeanTime),
            StatementOrder.P99 => static (x, y) => y.P99.CompareTo(x.P99),
            StatementOrder.Calls => static (x, y) => y.Calls.CompareTo(x.Calls),
            StatementOrder.Errors => static (x, y) => y.Errors.CompareTo(x.Errors),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "The order is not a member of StatementOrder."),
        };

        return (x, y) =>
        {
            int result = primary(x, y);
            result = result != 0 ? result : y.TotalTime.CompareTo(x.TotalTime);
            return result != 0 ? result : x.Fingerprint.Value.CompareTo(y.Fingerprint.Value);
        };
    }
}
