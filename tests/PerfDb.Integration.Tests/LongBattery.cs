namespace PerfDb.Integration.Tests;

/// <summary>How long the heavy tests go on: briefly every day, as long as the issues ask for with <c>eng/test --long</c>.</summary>
internal static class LongBattery
{
    public static bool IsOn => Environment.GetEnvironmentVariable("PERFDB_LONG") == "1";
}
