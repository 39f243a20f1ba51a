using Npgsql;
using NpgsqlTypes;
using PerfDb.TestServers.Tests.Support;

namespace PerfDb.TestServers.Tests;

public sealed class ReplicationTests : IAsyncLifetime
{
    private PostgresCluster Cluster { get; set; } = null!;

    private PostgresNode Primary => Cluster.Primary;

    public async Task InitializeAsync()
    {
        Cluster = await PostgresCluster.StartAsync();
        await Primary.ExecuteAsync("create table t (x int)");
        await Cluster.WaitForReplicasAsync();
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task Rows_of_the_primary_reach_every_replica()
    {
        await Primary.ExecuteAsync("insert into t values (42)");
        await Cluster.WaitForReplicasAsync();

        foreach (PostgresNode replica in Cluster.Replicas)
        {
            Assert.Equal(1, await CountAsync(replica));
            Assert.Equal("25006", (await Assert.ThrowsAsync<PostgresException>(() => replica.ExecuteAsync("insert into t values (1)"))).SqlState);
        }
    }

    [Fact]
    public async Task A_paused_replica_shows_nothing_new_until_it_resumes()
    {
        (PostgresNode paused, PostgresNode other) = (Cluster.Replicas[0], Cluster.Replicas[1]);
        await paused.PauseReplayAsync();
        NpgsqlLogSequenceNumber before = await paused.ReplayLsnAsync();

        await Primary.ExecuteAsync("insert into t values (1)");
        NpgsqlLogSequenceNumber target = await Primary.CurrentLsnAsync();
        await other.WaitForReplayAsync(target);

        TimeoutException exception = await Assert.ThrowsAsync<TimeoutException>(() => paused.WaitForReplayAsync(target, TimeSpan.FromMilliseconds(300)));
        Assert.Contains("node1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, await paused.ReplayLsnAsync());
        Assert.Equal(0, await CountAsync(paused));
        Assert.Equal(1, await CountAsync(other));

        await paused.ResumeReplayAsync();
        await paused.WaitForReplayAsync(target);
        Assert.Equal(1, await CountAsync(paused));
    }

    [Fact]
    public async Task An_apply_delay_holds_commits_back_and_lets_them_go_when_it_ends()
    {
        (PostgresNode delayed, PostgresNode other) = (Cluster.Replicas[0], Cluster.Replicas[1]);
        await delayed.SetApplyDelayAsync(TimeSpan.FromMinutes(10));
        await Until.TrueAsync(
            async () => await delayed.ScalarAsync<string>("show recovery_min_apply_delay") == "10min", "The delay was not set.");

        await Primary.ExecuteAsync("insert into t values (1)");
        NpgsqlLogSequenceNumber target = await Primary.CurrentLsnAsync();
        await other.WaitForReplayAsync(target);
        await Assert.ThrowsAsync<TimeoutException>(() => delayed.WaitForReplayAsync(target, TimeSpan.FromMilliseconds(300)));

        await delayed.SetApplyDelayAsync(TimeSpan.Zero);
        await delayed.WaitForReplayAsync(target, TimeSpan.FromSeconds(10));
        Assert.Equal(1, await CountAsync(delayed));
    }

    [Fact]
    public async Task A_suspended_server_does_not_answer_until_it_wakes()
    {
        PostgresNode replica = Cluster.Replicas[0];
        await replica.SuspendAsync();

        NpgsqlConnectionStringBuilder builder = new(replica.ConnectionString) { Timeout = 1, Pooling = false };
        await using (NpgsqlConnection connection = new(builder.ConnectionString))
        {
            NpgsqlException exception = await Assert.ThrowsAsync<NpgsqlException>(() => connection.OpenAsync());
            Assert.IsType<TimeoutException>(exception.InnerException);
        }

        await replica.WakeAsync();
        Assert.Equal(0, await CountAsync(replica));
    }

    [Fact]
    public async Task A_synchronous_commit_waits_for_its_replica()
    {
        await Cluster.SetSynchronousStandbyNamesAsync("ANY 1 (node1)");
        await Until.TrueAsync(
            async () => await Primary.ScalarAsync<string>("select sync_state from pg_stat_replication where application_name = 'node1'") == "quorum",
            "node1 did not become synchronous.");

        await Cluster.Replicas[0].SuspendAsync();
        Task insert = Primary.ExecuteAsync("insert into t values (1)");
        Assert.NotSame(insert, await Task.WhenAny(insert, Task.Delay(300)));

        await Cluster.Replicas[0].WakeAsync();
        await insert.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static Task<long> CountAsync(PostgresNode node) => node.ScalarAsync<long>("select count(*) from t");
}
