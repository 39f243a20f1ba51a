namespace PerfDb.Driver.Providers;

/// <summary>
/// How a command failed, in words that are the same for every database. A provider package maps its own exceptions
/// to one of these; the exception itself reaches the caller untouched.
/// </summary>
public enum ErrorClass
{
    /// <summary>The command succeeded.</summary>
    None = 0,

    /// <summary>The command failed in a way that no other member describes.</summary>
    Other,

    /// <summary>A unique, foreign-key, check, exclusion or not-null constraint refused the values.</summary>
    Constraint,

    /// <summary>The statement is malformed, or names a table, column, function or type that does not exist.</summary>
    Syntax,

    /// <summary>The role may not do this, or could not be authenticated.</summary>
    Permission,

    /// <summary>
    /// A deadlock, a serialization failure or a lock that another session held. The transaction may succeed when it is
    /// run again from its beginning.
    /// </summary>
    Serialization,

    /// <summary>The server could not be reached, or the connection was lost. Whether a write took effect is not known.</summary>
    Connection,

    /// <summary>The command exceeded its command timeout or a time limit of the server.</summary>
    Timeout,

    /// <summary>The caller cancelled the command, by its cancellation token or <c>DbCommand.Cancel</c>.</summary>
    Cancelled,

    /// <summary>A write reached a server, database or transaction that accepts only reads.</summary>
    ReadOnly,

    /// <summary>The server ran out of something: connections, memory, disk, locks.</summary>
    Resource,
}
