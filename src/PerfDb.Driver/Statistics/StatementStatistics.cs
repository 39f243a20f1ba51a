using System.Diagnostics;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Statistics;

/// <summary>
/// The figures of one statement at the moment of a snapshot. A call is a command that completed, with or without success;
/// its time runs until the result was complete, for a reader until it was closed. Counts, sums, minima and maxima are
/// exact; percentiles are off by at most 0.8 %. Durations are then rounded to 100 ns.
/// </summary>
[DebuggerDisplay("{Fingerprint} {Summary}: {Calls} calls, {TotalTime}")]
public sealed class StatementStatistics
{
    internal const string OtherSummary = "(other)";

    internal StatementStatistics()
    {
    }

    /// <summary>What identifies the statement; zero for <see cref="StatisticsSnapshot.Other"/>.</summary>
    public SqlFingerprint Fingerprint { get; internal init; }

    /// <summary>What the statement does.</summary>
    public StatementKind Kind { get; internal init; }

    /// <summary>The statement in a few words, such as <c>SELECT orders</c>.</summary>
    public string Summary { get; internal init; } = "";

    /// <summary>The text that was seen first, its literals removed; empty for <see cref="StatisticsSnapshot.Other"/>.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>How many commands completed, the failed ones included.</summary>
    public long Calls { get; internal init; }

    /// <summary>How many of the calls ended with an exception, for whatever reason: timeouts and cancellations are among them.</summary>
    public long Errors { get; internal init; }

    /// <summary>The <see cref="Errors"/> by reason. Reasons that did not occur are absent.</summary>
    public IReadOnlyDictionary<ErrorClass, long> ErrorsByClass { get; internal init; } = new Dictionary<ErrorClass, long>();

    /// <summary>How many of the <see cref="Errors"/> were cancellations by the caller.</summary>
    public long Cancelled => ErrorsByClass.GetValueOrDefault(ErrorClass.Cancelled);

    /// <summary>How many of the <see cref="Errors"/> were timeouts.</summary>
    public long Timeouts => ErrorsByClass.GetValueOrDefault(ErrorClass.Timeout);

    /// <summary>How many rows callers read. Rows that a caller did not ask a reader for are not among them.</summary>
    public long Rows { get; internal init; }

    /// <summary>The time of all calls together.</summary>
    public TimeSpan TotalTime { get; internal init; }

    /// <summary>The time of the shortest call.</summary>
    public TimeSpan MinTime { get; internal init; }

    /// <summary>The mean time of a call.</summary>
    public TimeSpan MeanTime { get; internal init; }

    /// <summary>The time of the longest call.</summary>
    public TimeSpan MaxTime { get; internal init; }

    /// <summary>The time that half of the calls do not exceed.</summary>
    public TimeSpan P50 { get; internal init; }

    /// <summary>The time that 95 % of the calls do not exceed.</summary>
    public TimeSpan P95 { get; internal init; }

    /// <summary>The time that 99 % of the calls do not exceed.</summary>
    public TimeSpan P99 { get; internal init; }

    /// <summary>The time that 99.9 % of the calls do not exceed.</summary>
    public TimeSpan P999 { get; internal init; }

    /// <summary>The mean time from a call to its first row; null if no call read a row.</summary>
    public TimeSpan? MeanFirstRowTime { get; internal init; }

    /// <summary>The time to the first row that half of the calls do not exceed; null if no call read a row.</summary>
    public TimeSpan? P50FirstRowTime { get; internal init; }

    /// <summary>The time to the first row that 99 % of the calls do not exceed; null if no call read a row.</summary>
    public TimeSpan? P99FirstRowTime { get; internal init; }

    /// <summary>When the statement's line was opened, in UTC; for <see cref="StatisticsSnapshot.Other"/>, when counting began.</summary>
    public DateTimeOffset FirstSeen { get; internal init; }

    /// <summary>When the latest call completed, in UTC.</summary>
    public DateTimeOffset LastSeen { get; internal init; }
}
