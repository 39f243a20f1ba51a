namespace PerfDb.Driver.Statistics;

/// <summary>What the statistics of a data source may hold. Read once, when the data source is built.</summary>
public sealed class StatisticsOptions
{
    /// <summary>The largest <see cref="MaxFingerprints"/>.</summary>
    public const int MaxFingerprintsLimit = 100_000;

    /// <summary>
    /// How many different statements have a line of their own. The default is 2,000; the range is 1 to 100,000. A line
    /// costs 3 to 6 KB as a rule and 41 KB at worst. When another statement arrives, the sixteenth of the lines with the
    /// least total time, of those older than a minute, moves to <see cref="StatisticsSnapshot.Other"/>, at most once a
    /// second; until there is room, new statements are counted there too. Nothing is left uncounted.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 or more than 100,000.</exception>
    public int MaxFingerprints
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxFingerprintsLimit);
            field = value;
        }
    } = 2_000;

    internal StatisticsOptions Copy() => (StatisticsOptions)MemberwiseClone();
}
