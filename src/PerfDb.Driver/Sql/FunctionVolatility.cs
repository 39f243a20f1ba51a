namespace PerfDb.Driver.Sql;

/// <summary>How the result of a function depends on anything but its arguments.</summary>
public enum FunctionVolatility
{
    /// <summary>May give another result on every call, even within one statement.</summary>
    Volatile = 0,

    /// <summary>Gives one result for the same arguments within one statement, but depends on data, settings or time.</summary>
    Stable,

    /// <summary>Depends on its arguments only.</summary>
    Immutable,
}
