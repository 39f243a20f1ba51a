using PerfDb.Driver.Statistics;
using Xunit.Abstractions;

namespace PerfDb.Driver.Tests.Statistics;

public sealed class DistinctCounterTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(20_000)]
    [InlineData(100_000)]
    public void The_estimate_is_within_four_percent(int count)
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        DistinctCounter counter = new();

        for (int i = 0; i < count; i++)
        {
            ulong fingerprint = (ulong)random.NextInt64();
            counter.Add(fingerprint);
            counter.Add(fingerprint);
        }

        Assert.InRange(counter.Estimate(), count - 1 - (count * 0.04), count + 1 + (count * 0.04));
    }

    [Fact]
    public void Fingerprints_that_differ_only_in_their_low_bits_are_told_apart()
    {
        DistinctCounter counter = new();

        for (ulong i = 0; i < 500; i++)
        {
            counter.Add(i);
        }

        Assert.InRange(counter.Estimate(), 490, 510);
    }

    [Fact]
    public void A_full_table_gives_the_largest_number_it_can_tell()
    {
        DistinctCounter counter = new();

        for (ulong i = 0; i < 2_000_000; i++)
        {
            counter.Add(i);
        }

        Assert.InRange(counter.Estimate(), 340_000, 341_000);
    }
}
