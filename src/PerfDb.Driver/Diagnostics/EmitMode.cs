namespace PerfDb.Driver.Diagnostics;

/// <summary>When the driver records an instrument that the provider may record too.</summary>
public enum EmitMode
{
    /// <summary>Unless the provider's own meter is listened to at that moment: one of the two, never both.</summary>
    Auto = 0,

    /// <summary>Always, also beside the provider's own.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
