namespace PerfDb.Conformance.Tests.Support;

/// <summary>What one side answered, step by step, as text that can be compared with the other side's.</summary>
internal sealed class Trace
{
    private readonly List<Step> _steps = [];

    public IReadOnlyList<Step> Steps => _steps;

    public void Add(string label, string outcome) => _steps.Add(new(label, outcome));
}

internal readonly record struct Step(string Label, string Outcome);
