namespace PerfDb.TestServers;

/// <summary>There are no PostgreSQL programs on this machine; the message says how to get them.</summary>
public sealed class PostgresNotFoundException : PostgresServerException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public PostgresNotFoundException(string message)
        : base(message)
    {
    }
}
