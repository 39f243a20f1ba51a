using System.Diagnostics;
using Npgsql;
using PerfDb.TestServers.Tests.Support;

namespace PerfDb.TestServers.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task A_cluster_is_ready_within_20_seconds_and_leaves_nothing_when_disposed()
    {
        long start = Stopwatch.GetTimestamp();
        PostgresCluster cluster = await PostgresCluster.StartAsync();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);

        Assert.True(elapsed < TimeSpan.FromSeconds(20), $"It took {elapsed}.");
        Assert.Equal(["node0", "node1", "node2"], cluster.Nodes.Select(node => node.Name));
        Assert.Equal(3, cluster.Nodes.Select(node => node.Port).Distinct().Count());
        Assert.NotEmpty(Traces.Processes(cluster.Directory));

        await cluster.DisposeAsync();
        Assert.False(Directory.Exists(cluster.Directory));
        Assert.Empty(Traces.Processes(cluster.Directory));
    }

    [Fact]
    public async Task Options_choose_the_number_of_replicas_and_the_settings_of_every_node()
    {
        PostgresClusterOptions options = new() { Replicas = 1, Settings = { ["work_mem"] = "7MB", ["log_statement"] = "all" } };
        await using PostgresCluster cluster = await PostgresCluster.StartAsync(options);

        Assert.Equal(2, cluster.Nodes.Count);
        foreach (PostgresNode node in cluster.Nodes)
        {
            Assert.Equal("7MB", await node.ScalarAsync<string>("show work_mem"));
            Assert.Contains("show work_mem", await File.ReadAllTextAsync(node.LogFile), StringComparison.Ordinal);
        }

        Assert.Equal("logical", await cluster.Primary.ScalarAsync<string>("show wal_level"));
        Assert.Equal("2-1", await cluster.Primary.ScalarAsync<string>("select 1 + count(*) || '-' || count(*) from pg_stat_replication"));
    }

    [Fact]
    public async Task A_setting_that_PostgreSQL_refuses_is_reported_in_its_words()
    {
        PostgresClusterOptions options = new() { Replicas = 0, Settings = { ["no_such_setting"] = "1" } };

        PostgresServerException exception = await Assert.ThrowsAsync<PostgresServerException>(() => PostgresCluster.StartAsync(options));

        Assert.Contains("unrecognized configuration parameter \"no_such_setting\"", exception.Message, StringComparison.Ordinal);
        string folder = exception.Message.Split('"').First(part => part.EndsWith("common.conf", StringComparison.Ordinal));
        await Traces.VanishAsync(Path.GetDirectoryName(folder)!);
    }

    [Fact]
    public async Task Servers_never_run_as_root()
    {
        PostgresCluster cluster = await SharedPostgres.GetAsync();

        Assert.All(cluster.Nodes, node => Assert.NotEqual(0, Traces.UserOf(node)));
    }

    [Fact]
    public async Task Every_new_database_is_another_and_reaches_the_replicas()
    {
        PostgresCluster cluster = await SharedPostgres.GetAsync();
        string first = await cluster.CreateDatabaseAsync();
        string second = await cluster.CreateDatabaseAsync();
        string third = await cluster.CreateDatabaseAsync($"It's \"mine\" {Guid.NewGuid():N}");
        await cluster.WaitForReplicasAsync();

        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
        foreach (string database in new[] { first, second, third }.Select(text => new NpgsqlConnectionStringBuilder(text).Database!))
        {
            await using NpgsqlConnection connection = new(cluster.Replicas[0].ConnectionStringFor(database) + ";Pooling=false");
            await connection.OpenAsync();
            Assert.Equal(database, connection.Database);
        }

        await cluster.DropDatabaseAsync(new NpgsqlConnectionStringBuilder(third).Database!);
        await using NpgsqlConnection dropped = new(third + ";Pooling=false");
        Assert.Equal("3D000", (await Assert.ThrowsAsync<PostgresException>(() => dropped.OpenAsync())).SqlState);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        PostgresCluster cluster = await SharedPostgres.GetAsync();
        NpgsqlConnectionStringBuilder builder = new(cluster.Primary.ConnectionString) { Password = "wrong", Pooling = false };
        await using NpgsqlConnection connection = new(builder.ConnectionString);

        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync())).SqlState);
    }

    [Fact]
    public void The_programs_are_found()
    {
        Assert.True(File.Exists(Path.Combine(PostgresBinaries.Find(), "initdb")));
    }
}
