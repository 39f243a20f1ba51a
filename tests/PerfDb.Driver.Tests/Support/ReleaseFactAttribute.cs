namespace PerfDb.Driver.Tests.Support;

/// <summary>A test of allocations or sizes: it means something only for optimised code.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReleaseFactAttribute : FactAttribute
{
    public ReleaseFactAttribute()
    {
#if DEBUG
        Skip = "Measures optimised code: run with -c Release.";
#endif
    }
}
