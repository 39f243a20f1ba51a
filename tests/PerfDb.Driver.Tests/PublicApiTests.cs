using System.Reflection;
using System.Runtime.CompilerServices;

namespace PerfDb.Driver.Tests;

/// <summary>
/// Compares the public surface of every package with the approved text beside this file. To approve a change made on
/// purpose, run the test with PERFDB_APPROVE=1 and commit the text.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("PerfDb.Driver")]
    public void Public_surface_matches_the_approved_text(string package) => PublicSurface.Check(Assembly.Load(package), Folder());

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "PublicApi");
}
