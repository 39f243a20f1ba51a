using System.Text.Json;
using Npgsql;
using PerfDb.Cli.Tests.Support;
using PerfDb.TestServers;

namespace PerfDb.Cli.Tests;

public sealed class DemoOnPostgreSqlTests
{
    [Fact]
    public async Task Demo_runs_on_PostgreSQL_and_drops_its_tables()
    {
        var cluster = await SharedPostgres.GetAsync();
        var connectionString = await cluster.CreateDatabaseAsync();
        try
        {
            using var process = PerfDbProcess.Start(
                "demo", "--seconds", "2", "--provider", "npgsql", "--connection", connectionString, "--json", "result.json");

            var result = await process.WaitForEndAsync();

            Assert.Equal(("", 0), (result.Error, result.ExitCode));
            Assert.Contains("PostgreSQL", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(cluster.Password, result.Output, StringComparison.Ordinal);
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(process.TemporaryFolder, "result.json")));
            DemoJson.AssertComplete(report.RootElement, "npgsql");
            Assert.Contains(report.RootElement.GetProperty("statements").EnumerateArray(), UsesAny);

            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var count = source.CreateCommand("SELECT COUNT(*) FROM pg_class WHERE relname LIKE 'perfdb%'");
            Assert.Equal(0L, await count.ExecuteScalarAsync());
        }
        finally
        {
            await cluster.DropDatabaseAsync(new NpgsqlConnectionStringBuilder(connectionString).Database!);
        }
    }

    private static bool UsesAny(JsonElement statement) =>
        statement.GetProperty("text").GetString()!.Contains("= ANY(@ids)", StringComparison.Ordinal);
}
