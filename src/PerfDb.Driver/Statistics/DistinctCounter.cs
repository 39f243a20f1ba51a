namespace PerfDb.Driver.Statistics;

/// <summary>
/// Estimates how many different fingerprints were added, in 4 KiB, by linear counting (Whang, Vander-Zanden and Taylor,
/// 1990): each sets one of 32,768 bits, and the share of bits still clear tells how many there were. The standard error
/// is below 1 % up to 100,000; a few hundred are counted exactly or one short. It cannot tell more than 340,000.
/// </summary>
internal sealed class DistinctCounter
{
    private const int IndexBits = 15;
    private const int Bits = 1 << IndexBits;

    private ulong[]? _words;

    /// <summary>Adds a fingerprint. Lock-free; one that was added before costs a read.</summary>
    public void Add(ulong fingerprint)
    {
        ulong[] words = Volatile.Read(ref _words) ?? Allocate();

        // Fibonacci hashing: which bits of the fingerprint are well mixed is not this class's to know.
        int index = (int)((fingerprint * 0x9E37_79B9_7F4A_7C15) >> (64 - IndexBits));
        ulong mask = 1UL << (index & 63);
        if ((Volatile.Read(ref words[index >> 6]) & mask) == 0)
        {
            Interlocked.Or(ref words[index >> 6], mask);
        }
    }

    /// <summary>The estimate.</summary>
    public long Estimate()
    {
        if (Volatile.Read(ref _words) is not { } words)
        {
            return 0;
        }

        int clear = Bits;
        foreach (ulong word in words)
        {
            clear -= System.Numerics.BitOperations.PopCount(word);
        }

        return (long)Math.Round(Bits * Math.Log((double)Bits / Math.Max(clear, 1)));
    }

    private ulong[] Allocate()
    {
        ulong[] words = new ulong[Bits / 64];
        return Interlocked.CompareExchange(ref _words, words, null) ?? words;
    }
}
