using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PerfDb.Driver.Sql;

/// <summary>Remembers a value per text: by reference first, then by content.</summary>
internal sealed class TextMemo<TValue>(long maxBytes, Func<TValue, int>? sizeOf = null) where TValue : class
{
    private readonly ConcurrentDictionary<string, TValue> _byContent = new(StringComparer.Ordinal);
    private readonly Entry?[] _byReference = new Entry?[1024];
    private readonly long _maxBytes = maxBytes;
    private readonly Func<TValue, int>? _sizeOf = sizeOf;
    private long _sizeBytes;
    private long _hits;
    private long _misses;
    private long _evictions;

    public int Count => _byContent.Count;
    public long SizeBytes => Volatile.Read(ref _sizeBytes);
    public long Hits => Volatile.Read(ref _hits);
    public long Misses => Volatile.Read(ref _misses);
    public long Evictions => Volatile.Read(ref _evictions);

    public bool TryGet(string text, [NotNullWhen(true)] out TValue? value)
    {
        var slot = RuntimeHelpers.GetHashCode(text) & 1023;
        var entry = _byReference[slot];
        if (entry is not null && ReferenceEquals(entry.Text, text))
        {
            value = entry.Value;
            _hits++;
            return true;
        }

        if (_byContent.TryGetValue(text, out value))
        {
            _byReference[slot] = new Entry(text, value);
            _hits++;
            return true;
        }

        return false;
    }

    public TValue GetOrAdd<TState>(string text, TState state, Func<string, TState, TValue> create)
    {
        if (TryGet(text, out var value))
        {
            return value;
        }

        Interlocked.Increment(ref _misses);
        value = create(text, state);
        var size = (_sizeOf?.Invoke(value) ?? 256) + (2 * text.Length);
        if (Interlocked.Add(ref _sizeBytes, size) > _maxBytes)
        {
            Interlocked.Add(ref _evictions, _byContent.Count);
            _byContent.Clear();
            Array.Clear(_byReference);
            Volatile.Write(ref _sizeBytes, size);
        }

        return _byContent.GetOrAdd(text, value);
    }

    public TValue GetOrAdd(string text, Func<string, TValue> create) => GetOrAdd(text, create, static (t, f) => f(t));

    private sealed record Entry(string Text, TValue Value);
}
