using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace PerfDb.Packages.Tests;

/// <summary>Makes the packages, installs them from a folder feed into a new project, and runs the README's first code there.</summary>
public sealed partial class PackTests(ITestOutputHelper output) : IDisposable
{
    private const string Version = "0.0.1-packtest";

    private readonly string _folder = Directory.CreateTempSubdirectory("perfdb-pack-").FullName;

    [Fact]
    public void A_new_project_installs_the_packages_and_runs_the_first_code_of_the_README()
    {
        var root = Root();
        var feed = Path.Combine(_folder, "feed");
        Run("bash", root, "eng/pack", "--output", feed, "--version", Version);

        foreach (var package in Directory.EnumerateFiles(feed, "*.nupkg"))
            CheckMetadata(package);

        var project = Directory.CreateDirectory(Path.Combine(_folder, "app")).FullName;
        File.WriteAllText(Path.Combine(project, "nuget.config"), NuGetConfig(feed));
        File.WriteAllText(Path.Combine(project, "app.csproj"), Project(root));
        File.WriteAllText(Path.Combine(project, "Program.cs"), FirstCode(Path.Combine(root, "README.md")));

        var answer = Run("dotnet", project, "run", "-c", "Release");

        Assert.Matches(@"\d+ ×\s+SELECT product", answer);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void CheckMetadata(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        var entry = Assert.Single(zip.Entries, e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
        using var reader = new StreamReader(entry.Open());
        var nuspec = reader.ReadToEnd();

        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<description>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("Package Description", nuspec, StringComparison.Ordinal);
        Assert.Contains(zip.Entries, e => e.FullName == "README.md");
        // Users bring the native SQLite they want: no library may choose it for them.
        if (!package.Contains("Cli", StringComparison.Ordinal))
            Assert.DoesNotContain("SQLitePCLRaw.bundle", nuspec, StringComparison.Ordinal);
    }

    private string NuGetConfig(string feed) => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(_folder, "packages")}" /></config>
          <packageSources>
            <clear />
            <add key="perfdb" value="{feed}" />
            <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
          </packageSources>
        </configuration>
        """;

    // The versions beside ours are those of the repository; the audit is about the native bundle and not this test's subject.
    private static string Project(string root)
    {
        var versions = File.ReadAllText(Path.Combine(root, "Directory.Packages.props"));
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="PerfDb.Driver.Sqlite" Version="{Version}" />
                <PackageReference Include="Dapper" Version="{VersionOf(versions, "Include=\"Dapper\" Version=\"([^\"]+)\"")}" />
                <PackageReference Include="SQLitePCLRaw.bundle_e_sqlite3" Version="{VersionOf(versions, "<SqliteBundleVersion>([^<]+)<")}" />
              </ItemGroup>
            </Project>
            """;
    }

    private static string VersionOf(string text, string pattern) => Regex.Match(text, pattern).Groups[1].Value;

    private static string FirstCode(string readme) => CodeBlock().Match(File.ReadAllText(readme)).Groups[1].Value;

    private string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test host's MSBuild settings are not the new project's.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        output.WriteLine(text + error.GetAwaiter().GetResult());
        Assert.Equal(0, process.ExitCode);
        return text;
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
