namespace PerfDb.Driver.Routing;

/// <summary>What a node may be asked to do.</summary>
internal enum NodeRole
{
    /// <summary>The node that accepts writes.</summary>
    Primary = 0,

    /// <summary>A node that only reads and may lag behind the primary.</summary>
    Replica,
}
