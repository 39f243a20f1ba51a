using PerfDb.Driver.Statistics;
using PerfDb.Driver.Tests.Support;
using Xunit.Abstractions;

namespace PerfDb.Driver.Tests.Statistics;

public sealed class LatencyHistogramTests(ITestOutputHelper output)
{
    private static readonly double[] Shares = [0, 0.001, 0.25, 0.50, 0.75, 0.95, 0.99, 0.999, 1];

    public static TheoryData<string, int> Samples
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string shape in (string[])["uniform", "exponential", "wide", "constant", "bimodal"])
            {
                foreach (int count in (int[])[1, 2, 3, 100, 20_000])
                {
                    data.Add(shape, count);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Percentiles_differ_from_the_exact_ones_by_at_most_the_stated_error(string shape, int count)
    {
        long[] values = Generate(shape, count, Environment.TickCount);
        LatencyHistogram histogram = Fill(values);

        Array.Sort(values);
        foreach (double share in Shares)
        {
            long exact = values[Math.Max(0, (int)Math.Ceiling(share * count) - 1)];
            long reported = histogram.GetPercentile(share);
            Assert.True(
                Math.Abs(reported - exact) <= exact * LatencyHistogram.RelativeError,
                $"{share}: exact {exact}, reported {reported}");
        }
    }

    [Fact]
    public void The_stated_error_is_at_most_one_percent() => Assert.True(LatencyHistogram.RelativeError <= 0.01);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Count_sum_mean_minimum_and_maximum_are_exact(string shape, int count)
    {
        long[] values = Generate(shape, count, Environment.TickCount);

        LatencySummary summary = Fill(values).Summarize();

        Assert.Equal(
            (count, values.Sum(), values.Sum() / count, values.Min(), values.Max()),
            (summary.Count, summary.TotalTicks, summary.MeanTicks, summary.MinTicks, summary.MaxTicks));
    }

    [Fact]
    public void A_summary_agrees_with_the_single_percentiles()
    {
        LatencyHistogram histogram = Fill(Generate("exponential", 10_000, 1));

        LatencySummary summary = histogram.Summarize();

        Assert.Equal(
            (histogram.GetPercentile(0.5), histogram.GetPercentile(0.95), histogram.GetPercentile(0.99), histogram.GetPercentile(0.999)),
            (summary.P50Ticks, summary.P95Ticks, summary.P99Ticks, summary.P999Ticks));
    }

    [Fact]
    public void Values_at_the_edges_of_every_octave_keep_the_stated_error()
    {
        for (int bit = 0; bit < 42; bit++)
        {
            foreach (long value in (long[])[(1L << bit) - 1, 1L << bit, (1L << bit) + 1, (1L << bit) + ((1L << bit) >> 1)])
            {
                // The neighbours keep the observed minimum and maximum from correcting the answer.
                LatencyHistogram histogram = Fill([0, value, LatencyHistogram.MaxTrackableTicks]);

                Assert.InRange(
                    histogram.GetPercentile(0.5),
                    value * (1 - LatencyHistogram.RelativeError),
                    value * (1 + LatencyHistogram.RelativeError));
            }
        }
    }

    [Fact]
    public void Values_below_128_ticks_are_exact()
    {
        for (long value = 0; value < 128; value++)
        {
            Assert.Equal(value, Fill([0, value, 1_000]).GetPercentile(0.5));
        }
    }

    [Fact]
    public void An_hour_in_nanoseconds_is_within_the_range() =>
        Assert.True(LatencyHistogram.MaxTrackableTicks > TimeSpan.FromHours(1).TotalNanoseconds);

    [Fact]
    public void A_value_beyond_the_range_counts_in_the_last_bucket_and_as_the_exact_maximum()
    {
        LatencySummary summary = Fill([5, LatencyHistogram.MaxTrackableTicks + 1, long.MaxValue / 4]).Summarize();

        Assert.Equal((3L, long.MaxValue / 4), (summary.Count, summary.MaxTicks));
        Assert.InRange(summary.P99Ticks, LatencyHistogram.MaxTrackableTicks * 0.99, LatencyHistogram.MaxTrackableTicks);
    }

    [Fact]
    public void A_negative_value_counts_as_zero()
    {
        LatencySummary summary = Fill([-7]).Summarize();

        Assert.Equal((1L, 0L, 0L, 0L), (summary.Count, summary.TotalTicks, summary.MinTicks, summary.MaxTicks));
    }

    [Fact]
    public void An_empty_histogram_reports_zeros()
    {
        LatencyHistogram histogram = new();

        Assert.Equal(default, histogram.Summarize());
        Assert.Equal(0, histogram.GetPercentile(0.5));
    }

    [Fact]
    public void Adding_a_histogram_is_as_if_its_values_had_been_recorded()
    {
        int seed = Environment.TickCount;
        long[] first = Generate("wide", 5_000, seed);
        long[] second = Generate("bimodal", 3_000, seed + 1);
        LatencyHistogram sum = Fill(first);

        sum.Add(Fill(second));

        Assert.Equal(Fill([.. first, .. second]).Summarize(), sum.Summarize());
    }

    [ReleaseFact]
    public void A_value_in_a_known_octave_allocates_nothing_and_a_new_octave_one_array()
    {
        LatencyHistogram histogram = Fill([1_000, 40_000]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        histogram.Record(1_001);
        long known = GC.GetAllocatedBytesForCurrentThread() - before;
        histogram.Record(1_000_000);
        long added = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((0, (64 * 8) + 24), (known, added));
    }

    private static LatencyHistogram Fill(IEnumerable<long> values)
    {
        LatencyHistogram histogram = new();
        foreach (long value in values)
        {
            histogram.Record(value);
        }

        return histogram;
    }

    private long[] Generate(string shape, int count, int seed)
    {
        output.WriteLine($"{shape}, seed {seed}");
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => shape switch
        {
            "uniform" => random.NextInt64(100, 1_000_000),
            "exponential" => (long)(-Math.Log(1 - random.NextDouble()) * 250_000),
            "wide" => (long)Math.Pow(10, random.NextDouble() * 12.5),
            "bimodal" => random.Next(10) == 0 ? random.NextInt64(50_000_000, 80_000_000) : random.NextInt64(40_000, 60_000),
            _ => 123_457,
        })];
    }
}
