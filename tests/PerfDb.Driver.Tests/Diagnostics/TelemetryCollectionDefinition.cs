namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>Activity sources and listeners are global to the process: these tests run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollectionDefinition
{
    public const string Name = "Telemetry";
}
