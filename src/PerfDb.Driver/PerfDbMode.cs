namespace PerfDb.Driver;

/// <summary>Whether the driver's decisions take effect.</summary>
public enum PerfDbMode
{
    /// <summary>Decisions take effect.</summary>
    Active = 0,

    /// <summary>
    /// The driver decides and reports what it would have done ("would have cached, would have routed"), and changes
    /// nothing: every command runs on the primary, uncached. For adoption without risk.
    /// </summary>
    Observe,
}
