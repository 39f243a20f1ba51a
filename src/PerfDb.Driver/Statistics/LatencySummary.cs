namespace PerfDb.Driver.Statistics;

/// <summary>What a <see cref="LatencyHistogram"/> held at one moment, in timestamp ticks. All zero if it held nothing.</summary>
internal readonly record struct LatencySummary(
    long Count,
    long TotalTicks,
    long MinTicks,
    long MaxTicks,
    long P50Ticks,
    long P95Ticks,
    long P99Ticks,
    long P999Ticks)
{
    /// <summary>The mean.</summary>
    public long MeanTicks => Count == 0 ? 0 : TotalTicks / Count;
}
