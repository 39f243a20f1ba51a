using PerfDb.Driver.Providers;

namespace PerfDb.Driver.Statistics;

/// <summary>
/// What one completed command tells the statistics. Times are in the units of <see cref="TimeProvider.GetTimestamp"/>,
/// because the executor has read those already and a conversion per command would cost more than the recording.
/// </summary>
internal readonly struct CommandOutcome
{
    /// <summary>The time from the call until its result was complete; for a reader, until it was closed.</summary>
    public long DurationTicks { get; init; }

    /// <summary>The timestamp at which the command completed: the same reading that <see cref="DurationTicks"/> ends with.</summary>
    public long EndTimestamp { get; init; }

    /// <summary>The time from the call until the first row was read, or -1 if no row was read.</summary>
    public long FirstRowTicks { get; init; }

    /// <summary>The number of rows the caller read, or -1 if the command returns no rows or their number is not known.</summary>
    public long Rows { get; init; }

    /// <summary>How the command failed, or <see cref="ErrorClass.None"/>.</summary>
    public ErrorClass Error { get; init; }

    /// <summary>A command that ended at <paramref name="endTimestamp"/> and read no rows.</summary>
    public static CommandOutcome WithoutRows(long durationTicks, long endTimestamp, ErrorClass error = ErrorClass.None) => new()
    {
        DurationTicks = durationTicks,
        EndTimestamp = endTimestamp,
        FirstRowTicks = -1,
        Rows = -1,
        Error = error,
    };
}
