using System.Reflection;
using System.Runtime.CompilerServices;
using PerfDb.Driver.Tests;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("PerfDb.Driver.EntityFrameworkCore")]
    [InlineData("PerfDb.Driver.EntityFrameworkCore.PostgreSql")]
    [InlineData("PerfDb.Driver.EntityFrameworkCore.Sqlite")]
    public void Public_surface_matches_the_approved_text(string package) => PublicSurface.Check(Assembly.Load(package), Folder());

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "PublicApi");
}
