namespace PerfDb.TestServers;

/// <summary>What kind of cluster <see cref="PostgresCluster.StartAsync"/> makes.</summary>
public sealed class PostgresClusterOptions
{
    /// <summary>How many streaming replicas follow the primary, 0 to 9. The default is 2.</summary>
    public int Replicas { get; set; } = 2;

    /// <summary>Settings of every node, as in postgresql.conf: name and value, the value without quotes.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
