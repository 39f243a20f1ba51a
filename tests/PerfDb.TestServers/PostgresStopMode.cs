namespace PerfDb.TestServers;

/// <summary>How a server stops, in the words of <c>pg_ctl stop -m</c>.</summary>
public enum PostgresStopMode
{
    /// <summary>Ends all sessions, hands the rest of the WAL to the replicas, writes a checkpoint.</summary>
    Fast,

    /// <summary>Waits until the last client has left.</summary>
    Smart,

    /// <summary>Leaves without a checkpoint: the next start recovers.</summary>
    Immediate,
}
