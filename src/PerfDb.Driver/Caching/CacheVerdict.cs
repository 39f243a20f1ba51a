namespace PerfDb.Driver.Caching;

/// <summary>Whether the result of one command may be reused, and why not. There are few, and each is made once.</summary>
internal sealed class CacheVerdict
{
    private CacheVerdict(string? reason) => Reason = reason;

    /// <summary>Nobody asked for cached results.</summary>
    public static CacheVerdict Off { get; } = new("off");

    /// <summary>A stable reason code; <see langword="null"/> if the result may be reused.</summary>
    public string? Reason { get; }

    public bool IsBypass => Reason is not null;
}
