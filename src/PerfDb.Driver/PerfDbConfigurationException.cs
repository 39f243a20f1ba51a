namespace PerfDb.Driver;

/// <summary>The configuration of a data source cannot be used. Lists every fault found, and what to do about each.</summary>
public sealed class PerfDbConfigurationException : Exception
{
    internal PerfDbConfigurationException(IReadOnlyList<string> faults)
        : base(Describe(faults)) => Faults = faults;

    /// <summary>The faults, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; }

    private static string Describe(IReadOnlyList<string> faults) => faults.Count == 1
        ? "The PerfDb configuration has a fault: " + faults[0]
        : $"The PerfDb configuration has {faults.Count} faults:" + string.Concat(faults.Select(f => Environment.NewLine + "- " + f));
}
