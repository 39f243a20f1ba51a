using PerfDb.Driver.Statistics;

namespace PerfDb.Driver.Tests.Statistics;

public sealed class StatisticsOptionsTests
{
    [Fact]
    public void Two_thousand_fingerprints_are_kept_by_default() => Assert.Equal(2_000, new StatisticsOptions().MaxFingerprints);

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void The_ends_of_the_range_are_accepted(int value) =>
        Assert.Equal(value, new StatisticsOptions { MaxFingerprints = value }.MaxFingerprints);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public void A_value_outside_the_range_is_refused(int value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatisticsOptions { MaxFingerprints = value });
}
