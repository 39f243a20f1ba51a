namespace PerfDb.Driver.Tests.Sql;

/// <summary>Whether the long battery was asked for: PERFDB_LONG=1.</summary>
internal static class LongRun
{
    public static bool IsWanted { get; } = Environment.GetEnvironmentVariable("PERFDB_LONG") == "1";

    public static int Count(int everyDay, int full) => IsWanted ? full : everyDay;
}
