using System.Reflection;
using System.Runtime.CompilerServices;

namespace PerfDb.Packages.Tests;

/// <summary>
/// Compares the public surface of every package with the approved text in <c>PublicApi</c>. To approve a change made on
/// purpose, run the test with PERFDB_APPROVE=1 and commit the text.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Packages =>
    [
        .. Directory.EnumerateDirectories(Path.Combine(Folder(), "..", "..", "..", "src"))
            .Select(static d => Path.GetFileName(d)!)
            .Where(static name => name != "PerfDb.Cli"),
    ];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_surface_matches_the_approved_text(string package) => PublicSurface.Check(Assembly.Load(package), Folder());

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "PublicApi");
}
