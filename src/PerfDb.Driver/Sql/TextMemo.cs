using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PerfDb.Driver.Sql;

/// <summary>
/// Remembers a value per command text: by reference first, then by content, in bounded memory, without locks or allocation on a
/// hit.
/// </summary>
/// <remarks>
/// Three tables. <c>_byReference</c> is found by three samples of the text and answers only for the very same string object.
/// <c>_kept</c> holds texts seen at least twice, <c>_fresh</c> those seen once; both are eight-way sets found by a hash of
/// samples, so that no flood can make a chain. A text enters <c>_fresh</c> first and moves to <c>_kept</c> when it is asked for
/// again: distinct texts that never return (inlined literals) displace each other and nothing else. <c>_kept</c> gives up what
/// was not used since the last sweep, as the second-chance algorithm does. Writers take one lock; readers take none.
/// </remarks>
internal sealed class TextMemo<TValue>
    where TValue : class
{
    private const int Ways = 8;
    private const int FreshShare = 8;
    private const int LargestShare = 8;
    private const int NodeBytes = 128;
    private readonly Lock _gate = new();
    private readonly Node?[] _byReference;
    private readonly Node?[] _kept;
    private readonly Node?[] _fresh;
    private readonly Func<TValue, int>? _sizeOf;
    private readonly long _maxBytes;
    private readonly PaddedCount[] _hits = new PaddedCount[8];
    private long _keptBytes;
    private long _freshBytes;
    private long _misses;
    private long _evictions;
    private int _count;
    private int _keptHand;
    private int _freshHand;

    /// <param name="maxBytes">The bytes that texts and values may take together.</param>
    /// <param name="sizeOf">The bytes of a value; without it each counts 512.</param>
    public TextMemo(long maxBytes, Func<TValue, int>? sizeOf = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        _maxBytes = maxBytes;
        _sizeOf = sizeOf;
        var slots = (int)Math.Clamp(System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(maxBytes / 512) + 1), 64, 1 << 16);
        _kept = new Node?[slots];
        _fresh = new Node?[Math.Max(slots / 2, 64)];
        _byReference = new Node?[Math.Min(slots, 4096)];
    }

    public int Count => Volatile.Read(ref _count);

    public long SizeBytes => Volatile.Read(ref _keptBytes) + Volatile.Read(ref _freshBytes);

    /// <summary>Answers given from memory; counted without interlocking, so that it may fall behind by a few.</summary>
    public long Hits
    {
        get
        {
            long sum = 0;
            foreach (ref readonly var cell in _hits.AsSpan())
            {
                sum += Volatile.Read(in cell.Value);
            }

            return sum;
        }
    }

    public long Misses => Volatile.Read(ref _misses);

    public long Evictions => Volatile.Read(ref _evictions);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(string text, [NotNullWhen(true)] out TValue? value)
    {
        var node = Volatile.Read(ref _byReference[TextSamples.Quick(text) & (uint)(_byReference.Length - 1)]);
        if (node is not null && ReferenceEquals(node.Text, text))
        {
            node.Use();
            Hit();
            value = node.Value;
            return true;
        }

        return TryGetByContent(text, out value);
    }

    /// <summary>The value of a text, made now if it is not known. Two callers at once may both make it; one value stays.</summary>
    public TValue GetOrAdd<TState>(string text, TState state, Func<string, TState, TValue> create)
    {
        if (TryGet(text, out var value))
        {
            return value;
        }

        Interlocked.Increment(ref _misses);
        return Add(text, create(text, state));
    }

    /// <summary>The value of a text, made now if it is not known.</summary>
    public TValue GetOrAdd(string text, Func<string, TValue> create) => GetOrAdd(text, create, static (key, make) => make(key));

    private static Node? Find(Node?[] table, string text, uint hash)
    {
        var set = SetOf(table, hash);
        for (var way = 0; way < Ways; way++)
        {
            var node = Volatile.Read(ref table[set + way]);
            if (node is not null && node.Hash == hash && text.AsSpan().SequenceEqual(node.Text))
            {
                return node;
            }
        }

        return null;
    }

    private static int SetOf(Node?[] table, uint hash) => (int)(hash & (uint)(table.Length - 1)) & ~(Ways - 1);

    private bool TryGetByContent(string text, [NotNullWhen(true)] out TValue? value)
    {
        var hash = TextSamples.Hash(text);
        var node = Find(_kept, text, hash);
        if (node is null)
        {
            node = Find(_fresh, text, hash);
            if (node is null)
            {
                value = null;
                return false;
            }

            Promote(node);
        }

        node.Use();
        Hit();

        // The text that is asked for most is worth the quick way; a text built anew each time changes hands now and then.
        if ((++node.ContentHits & 15) == 1)
        {
            node.Text = text;
            Volatile.Write(ref _byReference[TextSamples.Quick(text) & (uint)(_byReference.Length - 1)], node);
        }

        value = node.Value;
        return true;
    }

    private TValue Add(string text, TValue value)
    {
        var size = (2L * text.Length) + NodeBytes + (_sizeOf?.Invoke(value) ?? 512);
        if (size > _maxBytes / LargestShare)
        {
            return value;
        }

        var hash = TextSamples.Hash(text);
        lock (_gate)
        {
            var known = Find(_kept, text, hash) ?? Find(_fresh, text, hash);
            if (known is not null)
            {
                return known.Value;
            }

            var node = new Node(text, value, hash, (int)size);
            Put(_fresh, node, ref _freshBytes, ref _freshHand);
            TrimFresh();
            return value;
        }
    }

    private void Promote(Node node)
    {
        lock (_gate)
        {
            var set = SetOf(_fresh, node.Hash);
            for (var way = 0; way < Ways; way++)
            {
                if (ReferenceEquals(_fresh[set + way], node))
                {
                    _fresh[set + way] = null;
                    _freshBytes -= node.Size;
                    _count--;
                    node.Use();
                    Put(_kept, node, ref _keptBytes, ref _keptHand);
                    Trim(_kept, _maxBytes - (_maxBytes / FreshShare), ref _keptBytes, ref _keptHand);
                    TrimFresh();
                    return;
                }
            }
        }
    }

    /// <summary>Into a free place of its set, or in place of the one that was used least lately.</summary>
    private void Put(Node?[] table, Node node, ref long bytes, ref int hand)
    {
        var set = SetOf(table, node.Hash);
        var victim = -1;
        for (var way = 0; way < Ways && victim < 0; way++)
        {
            victim = table[set + way] is null ? set + way : -1;
        }

        for (var round = 0; round <= Ways && victim < 0; round++)
        {
            var place = set + (hand++ & (Ways - 1));
            victim = table[place]!.TakeChance() ? -1 : place;
        }

        victim = victim < 0 ? set : victim;
        Remove(table, victim, ref bytes);
        Volatile.Write(ref table[victim], node);
        bytes += node.Size;
        _count++;
    }

    /// <summary>Texts seen once may use what the others leave, and an eighth at least.</summary>
    private void TrimFresh() => Trim(_fresh, Math.Max(_maxBytes / FreshShare, _maxBytes - _keptBytes), ref _freshBytes, ref _freshHand);

    private void Trim(Node?[] table, long limit, ref long bytes, ref int hand)
    {
        // Two rounds: the first may only take chances away.
        for (var steps = 2 * table.Length; bytes > limit && steps > 0; steps--)
        {
            hand = (hand + 1) & (table.Length - 1);
            if (table[hand] is { } node && !node.TakeChance())
            {
                Remove(table, hand, ref bytes);
            }
        }
    }

    private void Remove(Node?[] table, int place, ref long bytes)
    {
        if (table[place] is not { } node)
        {
            return;
        }

        table[place] = null;
        bytes -= node.Size;
        _count--;
        _evictions++;
        ref var quick = ref _byReference[TextSamples.Quick(node.Text) & (uint)(_byReference.Length - 1)];
        if (ReferenceEquals(quick, node))
        {
            quick = null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Hit() => _hits[Environment.CurrentManagedThreadId & 7].Value++;

    private sealed class Node(string text, TValue value, uint hash, int size)
    {
        public readonly TValue Value = value;
        public readonly uint Hash = hash;
        public readonly int Size = size;
        private byte _recent;

        /// <summary>Always the same characters, not always the same object.</summary>
        public string Text = text;

        public int ContentHits;

        // Written only when it changes, or every reader would fight for the cache line.
        public void Use()
        {
            if (_recent == 0)
            {
                _recent = 1;
            }
        }

        public bool TakeChance()
        {
            var had = _recent != 0;
            _recent = 0;
            return had;
        }
    }
}
