namespace PerfDb.Driver.Sql.Functions;

/// <summary>What a call does, or what its result depends on, beside its arguments.</summary>
internal enum FunctionEffect : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The result depends on the clock.</summary>
    Time,

    /// <summary>The result depends on who asks or on the settings of the session.</summary>
    Who,

    /// <summary>The result tells something about the server that answers.</summary>
    Node,

    /// <summary>Uses or changes what only this session has.</summary>
    Session,

    /// <summary>Leaves something that ties the session to its connection.</summary>
    Pins,

    /// <summary>Changes something that outlives the statement.</summary>
    Writes,

    /// <summary>Runs what only its arguments say.</summary>
    Dynamic,
}
