namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>A test of allocations. In Debug async state machines are classes, and every count is another.</summary>
internal sealed class ReleaseFactAttribute : FactAttribute
{
    public ReleaseFactAttribute()
    {
#if DEBUG
        Skip = "Counts bytes: Release only.";
#endif
    }
}
