using System.Collections.Concurrent;

namespace PerfDb.Driver.Diagnostics;

/// <summary>Lets so many distinct names into metric attributes and calls all later ones <see cref="Other"/>.</summary>
internal sealed class NameLimiter(int maxNames)
{
    public const string Other = "other";

    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);
    private int _count;

    public bool Admits(string name)
    {
        if (_names.ContainsKey(name))
            return true;
        if (Volatile.Read(ref _count) >= maxNames)
            return false;
        // Two threads may pass the check at once: the limit is exceeded by at most their number.
        if (_names.TryAdd(name, true))
            Interlocked.Increment(ref _count);
        return true;
    }
}
