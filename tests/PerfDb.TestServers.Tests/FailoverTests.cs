using Npgsql;
using PerfDb.TestServers.Tests.Support;

namespace PerfDb.TestServers.Tests;

public sealed class FailoverTests
{
    [Fact]
    public async Task After_a_crash_a_replica_takes_over_the_other_follows_and_the_old_primary_rejoins()
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync();
        (PostgresNode old, PostgresNode heir, PostgresNode other) = (cluster.Primary, cluster.Replicas[0], cluster.Replicas[1]);
        await old.ExecuteAsync("create table t (x int)");
        await cluster.WaitForReplicasAsync();
        // What the old primary commits now, no replica gets: pg_rewind must take it back.
        await Task.WhenAll(heir.StopAsync(), other.StopAsync());
        await old.ExecuteAsync("insert into t values (666)");
        await old.KillAsync();
        await Task.WhenAll(heir.StartAsync(), other.StartAsync());

        await heir.PromoteAsync();
        Assert.Same(heir, cluster.Primary);
        Assert.Equal([old, other], cluster.Replicas);
        await heir.ExecuteAsync("delete from t; insert into t values (1)");
        await other.FollowAsync(heir);
        PostgresServerException exception = await Assert.ThrowsAsync<PostgresServerException>(() => old.FollowAsync(heir));
        Assert.Contains("node0 has written what node1 does not have", exception.Message, StringComparison.Ordinal);
        await old.RejoinAsync(heir);
        await cluster.WaitForReplicasAsync();

        foreach (PostgresNode node in cluster.Nodes)
        {
            Assert.Equal(node != heir, await node.ScalarAsync<bool>("select pg_is_in_recovery()"));
            Assert.Equal("1", await node.ScalarAsync<string>("select string_agg(x::text, ',') from t"));
        }

        Assert.Equal("node1", PostgresCluster.Attach(cluster.Directory).Primary.Name);
    }

    [Fact]
    public async Task A_killed_server_resets_its_connections_and_recovers_what_it_had_committed()
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Replicas = 0 });
        await cluster.Primary.ExecuteAsync("create table t as select 1 as x");
        await using NpgsqlConnection victim = new(cluster.Primary.ConnectionString + ";Pooling=false");
        await victim.OpenAsync();
        await using NpgsqlCommand sleep = new("select pg_sleep(60)", victim);
        Task running = sleep.ExecuteNonQueryAsync();

        await cluster.Primary.KillAsync();

        NpgsqlException broken = await Assert.ThrowsAnyAsync<NpgsqlException>(() => running.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.IsNotType<PostgresException>(broken);
        NpgsqlException refused = await Assert.ThrowsAnyAsync<NpgsqlException>(() => cluster.Primary.ExecuteAsync("select 1"));
        Assert.IsType<System.Net.Sockets.SocketException>(refused.InnerException);

        await cluster.Primary.StartAsync();
        Assert.Equal(1, await cluster.Primary.ScalarAsync<int>("select x from t"));
        Assert.Contains("not properly shut down", await File.ReadAllTextAsync(cluster.Primary.LogFile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PostgresStopMode.Fast, "57P01", "received fast shutdown request")]
    [InlineData(PostgresStopMode.Immediate, null, "received immediate shutdown request")]
    public async Task A_stopped_server_ends_its_sessions_and_starts_on_the_same_port(PostgresStopMode mode, string? sqlState, string log)
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Replicas = 1 });
        PostgresNode replica = cluster.Replicas[0];
        await using NpgsqlConnection victim = new(replica.ConnectionString + ";Pooling=false");
        await victim.OpenAsync();
        await using NpgsqlCommand sleep = new("select pg_sleep(60)", victim);
        Task running = sleep.ExecuteNonQueryAsync();
        await Until.TrueAsync(
            async () => await replica.ScalarAsync<long>("select count(*) from pg_stat_activity where wait_event = 'PgSleep'") == 1, "Nothing sleeps.");

        await replica.StopAsync(mode);

        NpgsqlException exception = await Assert.ThrowsAnyAsync<NpgsqlException>(() => running);
        Assert.Equal(sqlState, exception.SqlState);
        Assert.Contains(log, await File.ReadAllTextAsync(replica.LogFile), StringComparison.Ordinal);

        await replica.StartAsync();
        await cluster.Primary.ExecuteAsync("create table t as select 7 as x");
        await cluster.WaitForReplicasAsync();
        Assert.Equal(7, await replica.ScalarAsync<int>("select x from t"));
    }

    [Fact]
    public async Task A_smart_stop_waits_for_the_last_client()
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Replicas = 0 });
        await using NpgsqlConnection client = new(cluster.Primary.ConnectionString + ";Pooling=false");
        await client.OpenAsync();

        Task stop = cluster.Primary.StopAsync(PostgresStopMode.Smart);
        Assert.NotSame(stop, await Task.WhenAny(stop, Task.Delay(300)));

        await client.CloseAsync();
        await stop.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task What_cannot_be_done_is_said()
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Replicas = 0 });

        PostgresServerException promote = await Assert.ThrowsAsync<PostgresServerException>(() => cluster.Primary.PromoteAsync());
        Assert.Contains("node0 could not be promoted", promote.Message, StringComparison.Ordinal);

        await cluster.Primary.StopAsync();
        PostgresServerException kill = await Assert.ThrowsAsync<PostgresServerException>(() => cluster.Primary.KillAsync());
        Assert.Contains("node0 is not running", kill.Message, StringComparison.Ordinal);
    }
}
