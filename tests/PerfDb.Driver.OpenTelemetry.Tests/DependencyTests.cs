using System.Reflection;

namespace PerfDb.Driver.OpenTelemetry.Tests;

public sealed class DependencyTests
{
    [Fact, Trait("Checklist", "TL-P1")]
    public void The_library_needs_no_sdk_and_no_exporter()
    {
        var references = Assembly.Load("PerfDb.Driver.OpenTelemetry").GetReferencedAssemblies().Select(a => a.Name!).ToList();

        Assert.Contains("OpenTelemetry.Api", references);
        Assert.DoesNotContain(references, name => name == "OpenTelemetry" || name.StartsWith("OpenTelemetry.Exporter", StringComparison.Ordinal));
    }
}
