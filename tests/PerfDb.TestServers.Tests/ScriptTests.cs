using PerfDb.TestServers.Tests.Support;

namespace PerfDb.TestServers.Tests;

public sealed class ScriptTests
{
    [Fact]
    public async Task A_cluster_by_hand_stays_until_it_is_taken_down()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"perfdb-hand-{Guid.NewGuid():N}");
        (int code, string output, string errors) = await RunAsync(folder, "up", "--replicas", "1");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("node1", output, StringComparison.Ordinal);

        try
        {
            (code, _, errors) = await RunAsync(folder, "up");
            Assert.Equal(1, code);
            Assert.Contains("There is a cluster", errors, StringComparison.Ordinal);

            await using PostgresCluster cluster = PostgresCluster.Attach(folder);
            Assert.Equal(1, await cluster.Primary.ScalarAsync<int>("select 1"));
            Assert.Equal(cluster.Primary.ConnectionStringFor("shop"), (await RunAsync(folder, "url", "0", "shop")).Output.Trim());
            Assert.Equal("node1\n", (await RunAsync(folder, "psql", "0", "-Atc", "select application_name from pg_stat_replication")).Output);

            await RunAsync(folder, "pause", "1");
            await RunAsync(folder, "stop", "0", "immediate");
            (_, output, _) = await RunAsync(folder, "status");
            Assert.Matches("node0 port [0-9]+ stopped\n", output);
            Assert.Matches("node1 port [0-9]+ replica, replayed .*, replay paused\n", output);
        }
        finally
        {
            (code, _, errors) = await RunAsync(folder, "down");
        }

        Assert.Equal((0, ""), (code, errors));
        await Traces.VanishAsync(folder);
        Assert.Equal(1, (await RunAsync(folder, "down")).Code);
    }

    [Theory]
    [InlineData("Unknown verb 'jump'", "jump")]
    [InlineData("Unknown option '--nonsense'", "up", "--nonsense")]
    [InlineData("--replicas takes 0 to 9", "up", "--replicas", "many")]
    [InlineData("--set takes NAME=VALUE", "up", "--set", "work_mem")]
    [InlineData("'7' is not a node of the cluster", "pause", "7")]
    [InlineData("'' is not a node of the cluster", "promote")]
    public async Task Bad_arguments_end_with_one_clear_line_and_code_2(string message, params string[] arguments)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"perfdb-bad-{Guid.NewGuid():N}");

        (int code, string output, string errors) = await RunAsync(folder, arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"pg-cluster: {message}", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Missing_programs_end_with_one_line_and_code_3()
    {
        (int code, string output, string errors) = await Child.RunScriptAsync("pg-cluster", ["bin"], ("PERFDB_PG_BIN", "/nowhere"));

        Assert.Equal((3, ""), (code, output));
        Assert.Equal("pg-cluster: PERFDB_PG_BIN is '/nowhere', but there are no initdb, pg_ctl and postgres. Correct it, or unset it.\n", errors);
    }

    [Fact]
    public async Task The_test_run_fails_with_one_line_where_PostgreSQL_is_missing()
    {
        (int code, string output, string errors) = await Child.RunScriptAsync("test", ["--no-build"], ("PERFDB_PG_BIN", "/nowhere"));

        Assert.Equal(3, code);
        Assert.DoesNotContain("Total:", output, StringComparison.Ordinal);
        Assert.Equal("eng/test: PERFDB_PG_BIN is '/nowhere', but there are no initdb, pg_ctl and postgres. Correct it, or unset it.\n", errors);
    }

    [Theory]
    [InlineData("Unknown option '--fast'", "--fast")]
    [InlineData("-c is Release or Debug", "-c", "Fast")]
    [InlineData("There is no test project 'tests/PerfDb.Nothing'", "PerfDb.Nothing")]
    public async Task Bad_arguments_of_the_test_run_end_with_one_clear_line_and_code_2(string message, params string[] arguments)
    {
        (int code, string output, string errors) = await Child.RunScriptAsync("test", arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"eng/test: {message}", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string folder, params string[] arguments) =>
        await Child.RunScriptAsync("pg-cluster", ["--dir", folder, .. arguments]);
}
