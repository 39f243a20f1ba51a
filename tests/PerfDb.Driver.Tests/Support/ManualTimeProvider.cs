namespace PerfDb.Driver.Tests.Support;

/// <summary>A clock that stands still until it is told to move. Its timestamps count nanoseconds.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _ticks;

    public override long TimestampFrequency => 1_000_000_000;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(Volatile.Read(ref _ticks));

    public override long GetTimestamp() => Volatile.Read(ref _ticks) * 100;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
