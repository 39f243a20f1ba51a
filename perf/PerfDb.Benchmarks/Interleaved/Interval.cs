namespace PerfDb.Benchmarks.Interleaved;

/// <summary>A median with its 95 % interval.</summary>
internal readonly record struct Interval(double Median, double Low, double High)
{
    public static Interval OfMedian(double[] values)
    {
        var sorted = values.Order().ToArray();
        var n = sorted.Length;
        // The ranks around n/2 at 1.96 standard deviations of a fair coin thrown n times.
        var half = 1.96 * Math.Sqrt(n) / 2;
        var low = Math.Max(0, (int)Math.Floor((n / 2.0) - half) - 1);
        var high = Math.Min(n - 1, (int)Math.Ceiling((n / 2.0) + half));
        return new(sorted[n / 2], sorted[low], sorted[high]);
    }
}
