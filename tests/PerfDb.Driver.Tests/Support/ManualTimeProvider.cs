namespace PerfDb.Driver.Tests.Support;

/// <summary>A clock that stands still until it is told to move. Its timestamps count nanoseconds.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _ticks;

    /// <summary>How far the wall clock was set forward or back, which timestamps do not see.</summary>
    public TimeSpan WallClockShift { get; set; }

    public override long TimestampFrequency => 1_000_000_000;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(Volatile.Read(ref _ticks)) + WallClockShift;

    public override long GetTimestamp() => Volatile.Read(ref _ticks) * 100;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
