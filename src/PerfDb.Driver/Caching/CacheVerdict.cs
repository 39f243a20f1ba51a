namespace PerfDb.Driver.Caching;

/// <summary>Whether the result of one command may be reused, and why not.</summary>
/// <param name="Reason">A stable reason code; <see langword="null"/> if the result may be reused.</param>
internal readonly record struct CacheVerdict(string? Reason)
{
    /// <summary>Nobody asked for cached results.</summary>
    public static CacheVerdict Off => new("off");

    public bool IsBypass => Reason is not null;
}
