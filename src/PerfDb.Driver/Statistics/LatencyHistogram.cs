using System.Diagnostics;
using System.Numerics;

namespace PerfDb.Driver.Statistics;

/// <summary>
/// A log-linear histogram of durations with fixed memory, recorded without locks.
/// <para>
/// The layout is that of HdrHistogram (Gil Tene): every octave [2^k, 2^(k+1)) is divided into 64 buckets of equal width,
/// and values below 128 have a bucket each. A bucket's width is thus at most 1/64 of its lower bound, and a percentile,
/// reported as the middle of its bucket, is wrong by at most 1/128 = 0.79 %. Count, sum, minimum and maximum are exact.
/// </para>
/// <para>
/// Values are timestamp ticks, as they are measured. With the usual frequency of 1 GHz the buckets cover 1 ns to 4,398 s;
/// with 10 MHz, 100 ns to 122 hours. A value outside is counted in the nearest bucket, and percentiles never leave the
/// observed minimum and maximum. An octave's 64 counters are allocated when its first value arrives, so a statement whose
/// times vary tenfold holds four or five octaves of the 37.
/// </para>
/// </summary>
[DebuggerDisplay("{Count} values, max {_maxTicks}")]
internal sealed class LatencyHistogram
{
    /// <summary>The largest error of a percentile, relative to the exact value.</summary>
    public const double RelativeError = 1.0 / (2 * BucketsPerOctave);

    /// <summary>The largest value that has a bucket of its own.</summary>
    public const long MaxTrackableTicks = (1L << MaxBits) - 1;

    private const int BucketBits = 6;
    private const int BucketsPerOctave = 1 << BucketBits;
    private const int MaxBits = 42;
    private const int Octaves = MaxBits - BucketBits + 1;

    private readonly long[]?[] _octaves = new long[]?[Octaves];
    private long _totalTicks;
    private long _minTicks = long.MaxValue;
    private long _maxTicks;

    /// <summary>The number of values recorded.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (long[]? octave in _octaves)
            {
                if (octave is null)
                {
                    continue;
                }

                for (int i = 0; i < octave.Length; i++)
                {
                    count += Volatile.Read(ref octave[i]);
                }
            }

            return count;
        }
    }

    /// <summary>The sum of the values recorded.</summary>
    public long TotalTicks => Volatile.Read(ref _totalTicks);

    /// <summary>Adds one value; a negative one counts as zero. The two interlocked additions are the whole cost of a typical call.</summary>
    public void Record(long ticks)
    {
        ticks = Math.Max(ticks, 0);
        if (ticks > _maxTicks)
        {
            RaiseMaximum(ticks);
        }

        if (ticks < _minTicks)
        {
            LowerMinimum(ticks);
        }

        int index = IndexOf(ticks);
        long[] octave = _octaves[index >> BucketBits] ?? AllocateOctave(index >> BucketBits);
        Interlocked.Increment(ref octave[index & (BucketsPerOctave - 1)]);
        Interlocked.Add(ref _totalTicks, ticks);
    }

    /// <summary>Reads everything at once. Values recorded meanwhile may be in some figures and not yet in others.</summary>
    public LatencySummary Summarize()
    {
        long count = Count;
        if (count == 0)
        {
            return default;
        }

        Span<double> ranks = [0.50, 0.95, 0.99, 0.999];
        Span<long> values = stackalloc long[4];
        ReadPercentiles(count, ranks, values);
        return new LatencySummary(count, TotalTicks, _minTicks, _maxTicks, values[0], values[1], values[2], values[3]);
    }

    /// <summary>The value that the given share of the recorded values do not exceed (nearest rank), or 0 if there is none.</summary>
    public long GetPercentile(double share)
    {
        Debug.Assert(share is >= 0 and <= 1);
        long count = Count;
        if (count == 0)
        {
            return 0;
        }

        Span<double> shares = [share];
        Span<long> values = stackalloc long[1];
        ReadPercentiles(count, shares, values);
        return values[0];
    }

    /// <summary>
    /// Moves every value to <paramref name="target"/> and leaves this histogram empty. Each counter is taken by an atomic
    /// exchange, so a value recorded meanwhile is either moved now or left for the next call, never lost or doubled.
    /// </summary>
    public void MoveTo(LatencyHistogram target)
    {
        for (int o = 0; o < Octaves; o++)
        {
            long[]? octave = Volatile.Read(ref _octaves[o]);
            if (octave is null)
            {
                continue;
            }

            for (int i = 0; i < octave.Length; i++)
            {
                if (Volatile.Read(ref octave[i]) != 0)
                {
                    long[] targetOctave = target._octaves[o] ?? target.AllocateOctave(o);
                    Interlocked.Add(ref targetOctave[i], Interlocked.Exchange(ref octave[i], 0));
                }
            }
        }

        Interlocked.Add(ref target._totalTicks, Interlocked.Exchange(ref _totalTicks, 0));
        target.LowerMinimum(Interlocked.Exchange(ref _minTicks, long.MaxValue));
        target.RaiseMaximum(Interlocked.Exchange(ref _maxTicks, 0));
    }

    private static int IndexOf(long ticks)
    {
        long clamped = Math.Min(ticks, MaxTrackableTicks);
        int shift = BitOperations.Log2((ulong)clamped | BucketsPerOctave) - BucketBits;
        return (shift << BucketBits) + (int)(clamped >> shift);
    }

    private static long MiddleOf(int index)
    {
        int shift = Math.Max((index >> BucketBits) - 1, 0);
        long lowest = (long)(index - (shift << BucketBits)) << shift;
        return lowest + ((1L << shift) >> 1);
    }

    /// <summary>One walk over the buckets for all <paramref name="shares"/>, which ascend.</summary>
    private void ReadPercentiles(long count, ReadOnlySpan<double> shares, Span<long> values)
    {
        long min = Volatile.Read(ref _minTicks);
        long max = Math.Max(Volatile.Read(ref _maxTicks), min);
        values.Fill(max);
        long seen = 0;
        int next = 0;
        for (int o = 0; o < Octaves; o++)
        {
            long[]? octave = _octaves[o];
            if (octave is null)
            {
                continue;
            }

            for (int i = 0; i < octave.Length; i++)
            {
                seen += Volatile.Read(ref octave[i]);
                while (seen >= Math.Max(1, (long)Math.Ceiling(shares[next] * count)))
                {
                    values[next] = Math.Clamp(MiddleOf((o << BucketBits) + i), min, max);
                    if (++next == shares.Length)
                    {
                        return;
                    }
                }
            }
        }
    }

    private long[] AllocateOctave(int octave)
    {
        long[] counters = new long[BucketsPerOctave];
        return Interlocked.CompareExchange(ref _octaves[octave], counters, null) ?? counters;
    }

    private void RaiseMaximum(long ticks)
    {
        long seen = Volatile.Read(ref _maxTicks);
        while (ticks > seen)
        {
            long before = Interlocked.CompareExchange(ref _maxTicks, ticks, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private void LowerMinimum(long ticks)
    {
        long seen = Volatile.Read(ref _minTicks);
        while (ticks < seen)
        {
            long before = Interlocked.CompareExchange(ref _minTicks, ticks, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
