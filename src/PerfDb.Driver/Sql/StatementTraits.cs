namespace PerfDb.Driver.Sql;

/// <summary>Facts of one statement that routing, caching and the session ledger decide on.</summary>
[Flags]
public enum StatementTraits
{
    /// <summary>Nothing worth noting.</summary>
    None = 0,

    /// <summary>A locking clause or hint: <c>FOR UPDATE</c>, <c>LOCK IN SHARE MODE</c>, <c>WITH (UPDLOCK)</c>.</summary>
    Locking = 1 << 0,

    /// <summary>Rows go into a table, file or variable: <c>SELECT … INTO</c>.</summary>
    SelectInto = 1 << 1,

    /// <summary>Data changes inside a common table expression.</summary>
    WritingCte = 1 << 2,

    /// <summary>The plan is asked for, not the rows.</summary>
    Explain = 1 << 3,

    /// <summary>The plan is asked for and the statement runs.</summary>
    ExplainAnalyze = 1 << 4,

    /// <summary>Changes a setting for the rest of the session; can be replayed on another connection.</summary>
    SetsSession = 1 << 5,

    /// <summary>Changes a setting until the transaction ends.</summary>
    SetsTransaction = 1 << 6,

    /// <summary>Leaves state that ties the session to its connection: temporary table, cursor, advisory lock, LISTEN, PREPARE.</summary>
    PinsSession = 1 << 7,

    /// <summary>May leave state that cannot be tracked.</summary>
    PoisonsSession = 1 << 8,

    /// <summary>Releases session state: RESET, DISCARD, UNLISTEN, CLOSE, DEALLOCATE.</summary>
    ReleasesSession = 1 << 9,

    /// <summary>The search path, role or current database changes.</summary>
    ChangesNameResolution = 1 << 10,

    /// <summary>Calls a function whose result is not fixed by its arguments and the data.</summary>
    Nondeterministic = 1 << 11,

    /// <summary>The result depends on session settings or on who asks.</summary>
    DependsOnSession = 1 << 12,

    /// <summary>The result depends on the clock.</summary>
    DependsOnTime = 1 << 13,

    /// <summary>The result describes the node that answers.</summary>
    DependsOnNode = 1 << 14,

    /// <summary>Reads catalogues or statistics views, which change without a sign.</summary>
    ReadsCatalog = 1 << 15,

    /// <summary><c>LIMIT</c>, <c>TOP</c> or <c>FETCH</c> without <c>ORDER BY</c>: one arbitrary choice of rows.</summary>
    LimitWithoutOrder = 1 << 16,

    /// <summary>Rows are sampled: <c>TABLESAMPLE</c>.</summary>
    Samples = 1 << 17,

    /// <summary>Names a temporary table.</summary>
    UsesTemporary = 1 << 18,

    /// <summary>Calls a function that the analyzer does not know.</summary>
    UnknownFunction = 1 << 19,

    /// <summary>Rows come back from a write: <c>RETURNING</c>, <c>OUTPUT</c>.</summary>
    Returning = 1 << 20,

    /// <summary>Begins a transaction.</summary>
    BeginsTransaction = 1 << 21,

    /// <summary>Commits the transaction.</summary>
    CommitsTransaction = 1 << 22,

    /// <summary>Rolls the transaction back.</summary>
    RollsBackTransaction = 1 << 23,

    /// <summary>Sets, releases or rolls back to a savepoint.</summary>
    Savepoint = 1 << 24,

    /// <summary>Declares a transaction or session read only.</summary>
    ReadOnlyMode = 1 << 25,

    /// <summary>Asks for serializable isolation.</summary>
    Serializable = 1 << 26,

    /// <summary>Calls a function that changes something or moves a sequence.</summary>
    CallsWriter = 1 << 27,

    /// <summary>Copies rows in or out through the provider's own protocol.</summary>
    Copy = 1 << 28,
}
