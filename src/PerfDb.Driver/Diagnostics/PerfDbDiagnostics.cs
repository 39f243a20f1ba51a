namespace PerfDb.Driver.Diagnostics;

/// <summary>The names under which the driver reports to <c>System.Diagnostics</c>.</summary>
public static class PerfDbDiagnostics
{
    /// <summary>The name of the activity source of the driver's spans.</summary>
    public const string ActivitySourceName = "PerfDb.Driver";

    /// <summary>The name of the meter of the driver's metrics.</summary>
    public const string MeterName = "PerfDb.Driver";
}
