using System.Diagnostics;

namespace PerfDb.Benchmarks.Interleaved;

/// <summary>
/// Runs two arms in turns, in pairs whose order alternates, so that what else the machine does meets both alike, and
/// reads the thread's CPU time. Answers
/// with medians over the pairs and a distribution-free 95 % interval of the median (order statistics of the binomial).
/// </summary>
internal static class PairedRun
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(1500);

    public static PairedResult Measure(string name, Action<int> baseline, Action<int> candidate, int pairs, int callsPerTurn)
    {
        Warm(baseline, candidate, callsPerTurn);
        var bare = new double[pairs];
        var added = new double[pairs];
        var ratio = new double[pairs];
        for (var i = 0; i < pairs; i++)
        {
            var first = (i & 1) == 0;
            var a = first ? Time(baseline, callsPerTurn) : 0;
            var b = Time(candidate, callsPerTurn);
            if (!first)
                a = Time(baseline, callsPerTurn);
            bare[i] = a;
            added[i] = b - a;
            ratio[i] = b / a;
        }

        return new PairedResult(
            name,
            pairs,
            Interval.OfMedian(bare),
            Interval.OfMedian(added),
            Interval.OfMedian(ratio),
            Bytes(baseline, callsPerTurn),
            Bytes(candidate, callsPerTurn));
    }

    // Tiered compilation instruments before it optimises: turns must go on until the last tier has come.
    private static void Warm(Action<int> baseline, Action<int> candidate, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
        {
            baseline(calls);
            candidate(calls);
        }
    }

    private static double Time(Action<int> turn, int calls)
    {
        var start = ThreadClock.Nanoseconds();
        turn(calls);
        return (ThreadClock.Nanoseconds() - start) / (double)calls;
    }

    private static double Bytes(Action<int> turn, int calls)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        turn(calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
    }
}
