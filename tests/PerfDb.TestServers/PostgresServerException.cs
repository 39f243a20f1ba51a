namespace PerfDb.TestServers;

/// <summary>A test server could not be started or steered; the message says why.</summary>
public class PostgresServerException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public PostgresServerException(string message)
        : base(message)
    {
    }
}
