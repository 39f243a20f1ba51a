namespace PerfDb.Driver.Diagnostics;

/// <summary>
/// Turns timestamps already taken into UTC times, by an anchor that is renewed every second: a span then needs no clock
/// read of its own.
/// </summary>
internal sealed class UtcClock(TimeProvider timeProvider)
{
    private const int Attempts = 4;

    private Anchor _anchor = Take(timeProvider);

    public DateTimeOffset ToUtc(long timestamp)
    {
        var anchor = Volatile.Read(ref _anchor);
        var since = timeProvider.GetElapsedTime(anchor.Timestamp, timestamp);
        if (since.Ticks is < 0 or > TimeSpan.TicksPerSecond)
        {
            Volatile.Write(ref _anchor, anchor = Take(timeProvider));
            since = timeProvider.GetElapsedTime(anchor.Timestamp, timestamp);
        }

        return anchor.Utc + since;
    }

    // A thread suspended between the two reads would shift a second of spans: of a few attempts the closest pair wins.
    private static Anchor Take(TimeProvider timeProvider)
    {
        Anchor? best = null;
        var bestGap = TimeSpan.MaxValue;
        for (var i = 0; i < Attempts; i++)
        {
            var before = timeProvider.GetTimestamp();
            var utc = timeProvider.GetUtcNow();
            var gap = timeProvider.GetElapsedTime(before);
            if (gap < bestGap)
                (best, bestGap) = (new Anchor(before, utc), gap);
        }

        return best!;
    }

    private sealed record Anchor(long Timestamp, DateTimeOffset Utc);
}
