namespace PerfDb.TestServers.Tests;

/// <summary>A process that uses test servers, for the tests of what happens when such a process ends.</summary>
internal static class Program
{
    /// <summary>
    /// <c>start</c> starts a cluster and waits to be killed; <c>share</c> uses the shared one and ends without a word to it.
    /// Both print the folder.
    /// </summary>
    public static async Task Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["start"]:
                PostgresCluster cluster = await PostgresCluster.StartAsync();
                Console.WriteLine(cluster.Directory);
                await Task.Delay(Timeout.Infinite);
                GC.KeepAlive(cluster);
                break;
            case ["share"]:
                PostgresCluster shared = await SharedPostgres.GetAsync();
                Console.WriteLine(shared.Directory);
                break;
            default:
                throw new ArgumentException($"Unknown arguments '{string.Join(' ', arguments)}'.");
        }
    }
}
