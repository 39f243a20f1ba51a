namespace PerfDb.TestServers;

/// <summary>Where the PostgreSQL programs of this machine are.</summary>
public static class PostgresBinaries
{
    /// <summary>
    /// The folder that holds <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>: PERFDB_PG_BIN if it is set, else the newest
    /// in /usr/lib/postgresql, else one in PATH.
    /// </summary>
    /// <exception cref="PostgresNotFoundException">There is none.</exception>
    public static string Find() => ClusterScript.RunAsync(["bin"], CancellationToken.None).GetAwaiter().GetResult().Trim();
}
