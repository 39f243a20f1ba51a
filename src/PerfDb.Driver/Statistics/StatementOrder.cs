namespace PerfDb.Driver.Statistics;

/// <summary>By what <see cref="StatisticsSnapshot.Top"/> orders statements. The largest comes first.</summary>
public enum StatementOrder
{
    /// <summary>By the time all calls took together: where the database time goes.</summary>
    TotalTime = 0,

    /// <summary>By the mean time of a call.</summary>
    Mean,

    /// <summary>By the time that 99 % of the calls do not exceed.</summary>
    P99,

    /// <summary>By the number of calls.</summary>
    Calls,

    /// <summary>By the number of failed calls.</summary>
    Errors,
}
