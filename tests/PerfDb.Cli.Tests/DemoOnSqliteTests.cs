using System.Text.Json;
using Microsoft.Data.Sqlite;
using PerfDb.Cli.Tests.Support;

namespace PerfDb.Cli.Tests;

public sealed class DemoOnSqliteTests
{
    [Fact]
    public async Task Demo_shows_its_result_and_writes_it_as_json()
    {
        using var process = PerfDbProcess.Start("demo", "--seconds", "2", "--json", "result.json");

        var result = await process.WaitForEndAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.False(result.HasControlCodes);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(process.TemporaryFolder, "result.json")));
        DemoJson.AssertComplete(report.RootElement, "sqlite");
        Assert.InRange(report.RootElement.GetProperty("seconds").GetDouble(), 1.9, 8);
        Assert.Contains("seed 20260", result.Output, StringComparison.Ordinal);
        Assert.All(
            report.RootElement.GetProperty("statements").EnumerateArray(),
            statement => Assert.Contains(statement.GetProperty("fingerprint").GetString()!, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Demo_deletes_its_temporary_file()
    {
        using var process = PerfDbProcess.Start("demo", "--seconds", "1");

        await process.WaitForOutputAsync("Made ");
        Assert.NotEmpty(Directory.GetDirectories(process.TemporaryFolder, "perfdb-demo-*"));
        var result = await process.WaitForEndAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(Directory.GetDirectories(process.TemporaryFolder, "perfdb-demo-*"));
    }

    [Fact]
    public async Task Json_to_standard_output_is_alone_there()
    {
        var result = await PerfDbProcess.RunAsync("demo", "--seconds", "3", "--json", "-");

        Assert.Equal(0, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        DemoJson.AssertComplete(report.RootElement, "sqlite");
        Assert.Contains("calls/s", result.Error, StringComparison.Ordinal);
        Assert.False(result.HasControlCodes);
    }

    [Fact]
    public async Task Database_of_the_user_keeps_its_tables_its_journal_mode_and_nothing_of_ours()
    {
        using var folder = new TemporaryFolder();
        var connectionString = $"Data Source={folder.File("mine.db")};Pooling=False";
        await ExecuteAsync(connectionString, "CREATE TABLE orders (id integer); INSERT INTO orders VALUES (42)");

        var result = await PerfDbProcess.RunAsync("demo", "--seconds", "1", "--connection", connectionString);

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        Assert.Contains("perfdb_demo_", result.Output, StringComparison.Ordinal);
        Assert.Equal("orders", await ExecuteAsync(connectionString, "SELECT group_concat(name) FROM sqlite_master"));
        Assert.Equal(42L, await ExecuteAsync(connectionString, "SELECT id FROM orders"));
        Assert.Equal("delete", await ExecuteAsync(connectionString, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Tables_of_an_earlier_demo_are_dropped_only_if_the_user_says_so()
    {
        using var folder = new TemporaryFolder();
        var connectionString = $"Data Source={folder.File("mine.db")};Pooling=False";
        await ExecuteAsync(connectionString, "CREATE TABLE perfdb_demo_orders (id integer)");

        var refused = await PerfDbProcess.RunAsync("demo", "--seconds", "1", "--connection", connectionString);
        var left = await ExecuteAsync(connectionString, "SELECT COUNT(*) FROM sqlite_master");
        var replaced = await PerfDbProcess.RunAsync("demo", "--seconds", "1", "--connection", connectionString, "--replace");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--replace", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1L, left);
        Assert.Equal(("", 0), (replaced.Error, replaced.ExitCode));
        Assert.Equal(0L, await ExecuteAsync(connectionString, "SELECT COUNT(*) FROM sqlite_master"));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string text)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        return await command.ExecuteScalarAsync();
    }
}
