namespace PerfDb.Driver.Sql.Classifying;

internal enum FrameRole : byte
{
    /// <summary>A query block, or the statement itself.</summary>
    Query = 0,

    /// <summary>The body of a common table expression.</summary>
    CteBody,

    /// <summary>The arguments of a function.</summary>
    Call,

    /// <summary>CAST, TRY_CAST: arguments of which the last is a type behind AS.</summary>
    Cast,

    /// <summary>Anything else in brackets.</summary>
    List,
}
