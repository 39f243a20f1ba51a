namespace PerfDb.TestServers;

/// <summary>
/// The cluster that the tests of a process share: that of the <c>eng/test</c> run, else one that starts with the first call
/// and goes with the process. A test that stops, promotes or reconfigures nodes starts its own cluster instead.
/// </summary>
public static class SharedPostgres
{
    /// <summary>The environment variable that names the folder of a running cluster: PERFDB_TEST_CLUSTER.</summary>
    public const string Variable = "PERFDB_TEST_CLUSTER";

    private static readonly Lazy<Task<PostgresCluster>> s_cluster = new(StartAsync);

    /// <summary>The shared cluster. Never dispose it.</summary>
    /// <exception cref="PostgresNotFoundException">There is no PostgreSQL on this machine.</exception>
    /// <exception cref="PostgresServerException">The cluster did not start, or the one of the run is gone.</exception>
    public static Task<PostgresCluster> GetAsync() => s_cluster.Value;

    private static async Task<PostgresCluster> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            return PostgresCluster.Attach(folder);
        }

        PostgresCluster cluster = await PostgresCluster.StartAsync().ConfigureAwait(false);
        // The supervisor cleans up after us in any case; waiting for it leaves nothing behind for the next run to meet.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        return cluster;
    }
}
