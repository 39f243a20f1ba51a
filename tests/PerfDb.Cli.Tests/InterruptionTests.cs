using System.Text.Json;
using PerfDb.Cli.Tests.Support;

namespace PerfDb.Cli.Tests;

public sealed class InterruptionTests
{
    [Fact]
    public async Task First_interrupt_ends_the_workload_with_the_table_and_success()
    {
        using var process = PerfDbProcess.Start("demo", "--seconds", "600", "--json", "result.json");
        await process.WaitForOutputAsync("calls/s");

        process.Interrupt();
        var result = await process.WaitForEndAsync();

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        Assert.Contains("fingerprint", result.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(process.TemporaryFolder, "result.json")));
        Assert.True(report.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.True(report.RootElement.GetProperty("statements").GetArrayLength() >= 8);
        Assert.Equal(JsonValueKind.Null, report.RootElement.GetProperty("overhead").ValueKind);
        Assert.Empty(Directory.GetDirectories(process.TemporaryFolder, "perfdb-demo-*"));
    }

    [Fact]
    public async Task Interrupt_before_the_workload_leaves_nothing_behind_and_says_so()
    {
        using var process = PerfDbProcess.Start("demo", "--json", "result.json");
        await process.WaitForOutputAsync("seed");

        process.Interrupt();
        var result = await process.WaitForEndAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Single(result.ErrorLines);
        Assert.Empty(Directory.GetFileSystemEntries(process.TemporaryFolder, "perfdb-demo-*"));
        Assert.False(File.Exists(Path.Combine(process.TemporaryFolder, "result.json")));
    }
}
