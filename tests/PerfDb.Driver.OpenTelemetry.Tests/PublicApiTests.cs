using System.Reflection;
using System.Runtime.CompilerServices;
using PerfDb.Driver.Tests;

namespace PerfDb.Driver.OpenTelemetry.Tests;

/// <summary>The public surface of the package is the approved text.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Public_surface_matches_the_approved_text() => PublicSurface.Check(Assembly.Load("PerfDb.Driver.OpenTelemetry"), Folder());

    [Fact]
    public void The_library_needs_no_sdk_and_no_exporter() =>
        Assert.DoesNotContain(Assembly.Load("PerfDb.Driver.OpenTelemetry").GetReferencedAssemblies(), a => a.Name is "OpenTelemetry" or "OpenTelemetry.Exporter.OpenTelemetryProtocol");

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "PublicApi");
}
