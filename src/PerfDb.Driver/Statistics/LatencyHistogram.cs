using System.Diagnostics;
using System.Numerics;

namespace PerfDb.Driver.Statistics;

/// <summary>
/// A log-linear histogram of durations with bounded memory. Not safe for concurrent use: its owner holds a lock.
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
[DebuggerDisplay("{Count} values, at most {_maxTicks}")]
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
    private long _minTicks = long.MaxValue;
    private long _maxTicks;

    /// <summary>The number of values recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The sum of the values recorded.</summary>
    public long TotalTicks { get; private set; }

    /// <summary>Adds one value; a negative one counts as zero.</summary>
    public void Record(long ticks)
    {
        ticks = Math.Max(ticks, 0);
        int index = IndexOf(ticks);
        OctaveOf(index)[index & (BucketsPerOctave - 1)]++;
        Count++;
        TotalTicks += ticks;
        _minTicks = Math.Min(_minTicks, ticks);
        _maxTicks = Math.Max(_maxTicks, ticks);
    }

    /// <summary>Adds the values of another histogram.</summary>
    public void Add(LatencyHistogram other)
    {
        for (int o = 0; o < Octaves; o++)
        {
            if (other._octaves[o] is not { } from)
            {
                continue;
            }

            long[] to = OctaveOf(o << BucketBits);
            for (int i = 0; i < BucketsPerOctave; i++)
            {
                to[i] += from[i];
            }
        }

        Count += other.Count;
        TotalTicks += other.TotalTicks;
        _minTicks = Math.Min(_minTicks, other._minTicks);
        _maxTicks = Math.Max(_maxTicks, other._maxTicks);
    }

    /// <summary>The exact figures and the usual percentiles.</summary>
    public LatencySummary Summarize()
    {
        if (Count == 0)
        {
            return default;
        }

        ReadOnlySpan<double> shares = [0.50, 0.95, 0.99, 0.999];
        Span<long> values = stackalloc long[4];
        ReadPercentiles(shares, values);
        return new LatencySummary(Count, TotalTicks, _minTicks, _maxTicks, values[0], values[1], values[2], values[3]);
    }

    /// <summary>The value that the given share of the recorded values do not exceed (nearest rank), or 0 if there is none.</summary>
    public long GetPercentile(double share)
    {
        Debug.Assert(share is >= 0 and <= 1);
        if (Count == 0)
        {
            return 0;
        }

        long value = 0;
        ReadPercentiles([share], new Span<long>(ref value));
        return value;
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

    private long[] OctaveOf(int index) => _octaves[index >> BucketBits] ??= new long[BucketsPerOctave];

    /// <summary>One walk over the buckets for all <paramref name="shares"/>, which ascend.</summary>
    private void ReadPercentiles(ReadOnlySpan<double> shares, Span<long> values)
    {
        long seen = 0;
        int next = 0;
        for (int o = 0; o < Octaves; o++)
        {
            if (_octaves[o] is not { } octave)
            {
                continue;
            }

            for (int i = 0; i < BucketsPerOctave; i++)
            {
                seen += octave[i];
                while (octave[i] != 0 && seen >= Math.Ceiling(shares[next] * Count))
                {
                    values[next] = Math.Clamp(MiddleOf((o << BucketBits) + i), _minTicks, _maxTicks);
                    if (++next == shares.Length)
                    {
                        return;
                    }
                }
            }
        }
    }
}
