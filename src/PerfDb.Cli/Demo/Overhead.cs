namespace PerfDb.Cli.Demo;

/// <summary>
/// What the driver adds to a prepared point read. Times are medians over the pairs; the interval holds the median added
/// time with 95 % confidence, whatever the distribution.
/// </summary>
internal sealed record Overhead
{
    public required string Statement { get; init; }

    public required int Pairs { get; init; }

    public required int CallsPerBatch { get; init; }

    public required double BareNs { get; init; }

    public required double WrappedNs { get; init; }

    public required double AddedNs { get; init; }

    public required double AddedNsLow { get; init; }

    public required double AddedNsHigh { get; init; }

    public required double AddedPercent { get; init; }

    public required double AddedPercentLow { get; init; }

    public required double AddedPercentHigh { get; init; }

    public required double BareBytes { get; init; }

    public required double AddedBytes { get; init; }
}
