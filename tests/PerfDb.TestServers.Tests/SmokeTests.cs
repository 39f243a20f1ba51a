namespace PerfDb.TestServers.Tests;

public sealed class PostgresClusterTests
{
    [Fact]
    public async Task Rows_of_the_primary_reach_every_replica()
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync();
        await cluster.Primary.ExecuteAsync("create table t as select 42 as x");

        await cluster.WaitForReplicasAsync();

        Assert.Equal(2, cluster.Replicas.Count);
        foreach (PostgresNode replica in cluster.Replicas)
        {
            Assert.Equal(42, await replica.ScalarAsync<int>("select x from t"));
        }
    }
}
