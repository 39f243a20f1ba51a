namespace PerfDb.Driver.Tests.Support;

/// <summary>A clock that moves when the test says so.</summary>
internal sealed class StubTimeProvider : TimeProvider
{
    private TimeSpan _elapsed;

    public static DateTimeOffset Start { get; } = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far the wall clock was set forward or back, which timestamps do not see.</summary>
    public TimeSpan WallClockShift { get; set; }

    public override long GetTimestamp() => _elapsed.Ticks + TimeSpan.TicksPerDay;

    public override DateTimeOffset GetUtcNow() => Start + _elapsed + WallClockShift;

    public void Advance(TimeSpan by) => _elapsed += by;
}
