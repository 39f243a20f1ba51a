using System.Diagnostics;
using PerfDb.TestServers.Tests.Support;

namespace PerfDb.TestServers.Tests;

public sealed class EndOfRunTests
{
    [Fact]
    public async Task A_killed_test_run_leaves_no_server_and_no_folder()
    {
        using Process run = Child.Start("start");
        string folder = (await run.StandardOutput.ReadLineAsync())!;
        Assert.NotEmpty(Traces.Processes(folder));

        run.Kill();

        await Traces.VanishAsync(folder);
    }

    [Fact]
    public async Task A_test_runner_that_kills_its_whole_process_tree_leaves_no_server_and_no_folder()
    {
        using Process run = Child.Start("start");
        string folder = (await run.StandardOutput.ReadLineAsync())!;

        run.Kill(entireProcessTree: true);

        await Traces.VanishAsync(folder);
    }

    [Fact]
    public async Task A_test_run_that_is_killed_while_its_servers_start_leaves_no_server_and_no_folder()
    {
        string temporary = Directory.CreateTempSubdirectory("perfdb-").FullName;
        string folder = Path.Combine(temporary, "cluster");
        Process.Start("chmod", ["1777", temporary]).WaitForExit();
        using (Process run = Process.Start(new ProcessStartInfo("setsid", ["--fork", "bash", Path.Combine(Child.RepositoryRoot, "eng", "pg-cluster"), "--dir", folder, "run"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!)
        {
            await Until.TrueAsync(() => File.Exists(Path.Combine(folder, "initdb.log")), "It does not start.");
            Assert.False(File.Exists(Path.Combine(folder, "cluster.json")));
            run.StandardInput.Close();
            run.StandardOutput.Close();
        }

        await Traces.VanishAsync(folder);
        Directory.Delete(temporary);
    }

    [Fact]
    public async Task The_shared_servers_go_when_the_process_ends()
    {
        using Process run = Child.Start("share");
        string folder = (await run.StandardOutput.ReadToEndAsync()).Trim();
        await run.WaitForExitAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("/", folder, StringComparison.Ordinal);
        await Traces.VanishAsync(folder);
    }

    [Fact]
    public async Task The_shared_servers_are_those_of_the_run_and_survive_the_process()
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Replicas = 0 });

        using Process run = Child.Start("share", (SharedPostgres.Variable, cluster.Directory));
        string folder = (await run.StandardOutput.ReadToEndAsync()).Trim();
        await run.WaitForExitAsync();

        Assert.Equal(cluster.Directory, folder);
        Assert.Equal(1, await cluster.Primary.ScalarAsync<int>("select 1"));
    }

    [Fact]
    public async Task A_process_shares_one_cluster()
    {
        Assert.Same(await SharedPostgres.GetAsync(), await SharedPostgres.GetAsync());
    }

    [Fact]
    public void A_folder_without_a_cluster_is_an_error_that_says_what_to_do()
    {
        PostgresServerException exception = Assert.Throws<PostgresServerException>(() => PostgresCluster.Attach("/nowhere"));

        Assert.Contains("There is no cluster in '/nowhere'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Unset PERFDB_TEST_CLUSTER", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_PostgreSQL_a_test_fails_and_says_what_to_do()
    {
        using Process run = Child.Start("share", ("PERFDB_PG_BIN", "/nowhere"));
        string errors = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("PostgresNotFoundException: PERFDB_PG_BIN is '/nowhere'", errors, StringComparison.Ordinal);
    }
}
