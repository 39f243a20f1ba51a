namespace PerfDb.Driver.Statistics;

/// <summary>Converts timestamp ticks of a clock with the given frequency to durations.</summary>
internal readonly struct TimestampScale(long frequency)
{
    /// <summary>
    /// The duration, rounded to the 100 ns of a <see cref="TimeSpan"/>. In 128 bits: as a double, the sum of a few
    /// months of commands would no longer be exact.
    /// </summary>
    public TimeSpan ToTimeSpan(long ticks) =>
        new((long)((((Int128)ticks * TimeSpan.TicksPerSecond) + (frequency / 2)) / frequency));
}
