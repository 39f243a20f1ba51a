using System.Data.Common;
using System.Diagnostics;
using PerfDb.Cli.Demo.Shop;

namespace PerfDb.Cli.Demo;

/// <summary>
/// Measures what the driver adds: the same prepared read of one row, on the same connection, by the provider's own command
/// and by the driver's, in batches that take turns. A pair is a batch of each; who goes first changes from pair to pair, so
/// that what drifts (clock speed, caches, the collector) falls on both. Sync, on one thread, so that its bytes are all there are.
/// </summary>
internal sealed class OverheadMeter
{
    public const int MinPairs = 30;
    private const int MaxPairs = 20_000;
    private const int MaxCallsPerBatch = 500;

    // Short, so that on a busy machine most batches run without being interrupted.
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(0.15);
    private const int MinWarmUpRounds = 6;
    private const int MaxWarmUpRounds = 20;
    private const int SteadyRounds = 4;
    private static readonly TimeSpan WarmUpRound = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MeasureTime = TimeSpan.FromMilliseconds(2_500);

    private readonly List<Batch> _bare = [];
    private readonly List<Batch> _wrapped = [];

    /// <summary>Measures for a few seconds; null if it was cancelled before there were enough pairs.</summary>
    public static async Task<Overhead?> MeasureAsync(DemoDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var bare = Prepare(database.CreateBareCommand(connection), database.Statements.ProductById);
        await using var wrapped = Prepare(connection.CreateCommand(), database.Statements.ProductById);
        return new OverheadMeter().Measure(bare, wrapped, database.Statements.ProductById, cancellationToken);
    }

    private Overhead? Measure(DbCommand bare, DbCommand wrapped, string statement, CancellationToken cancellationToken)
    {
        var calls = WarmUp(bare, wrapped, cancellationToken);
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        while (_bare.Count < MinPairs || (_bare.Count < MaxPairs && Stopwatch.GetElapsedTime(started) < MeasureTime))
        {
            if (cancellationToken.IsCancellationRequested)
                return null;
            var bareFirst = _bare.Count % 2 == 0;
            if (bareFirst)
                _bare.Add(Run(bare, calls));
            _wrapped.Add(Run(wrapped, calls));
            if (!bareFirst)
                _bare.Add(Run(bare, calls));
        }

        return Summarize(statement, calls);
    }

    /// <summary>
    /// Runs both until the runtime has compiled them as well as it will, which shows as a cost that no longer falls: on a
    /// busy machine its compiler may come late.
    /// </summary>
    /// <returns>How many calls a batch takes.</returns>
    private static int WarmUp(DbCommand bare, DbCommand wrapped, CancellationToken cancellationToken)
    {
        const int Calls = 50;
        var best = double.MaxValue;
        var bareNanoseconds = double.MaxValue;
        var bestRound = 0;
        for (var round = 0; round < MaxWarmUpRounds && !cancellationToken.IsCancellationRequested; round++)
        {
            var wrappedNanoseconds = double.MaxValue;
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < WarmUpRound)
            {
                bareNanoseconds = Math.Min(bareNanoseconds, Run(bare, Calls).NanosecondsPerCall);
                wrappedNanoseconds = Math.Min(wrappedNanoseconds, Run(wrapped, Calls).NanosecondsPerCall);
            }

            if (wrappedNanoseconds < best * 0.98)
            {
                best = wrappedNanoseconds;
                bestRound = round;
            }

            if (round + 1 >= MinWarmUpRounds && round - bestRound >= SteadyRounds)
                break;
        }

        return (int)Math.Clamp(BatchTime.TotalNanoseconds / bareNanoseconds, 1, MaxCallsPerBatch);
    }

    private static Batch Run(DbCommand command, int calls)
    {
        var id = 1L;
        var read = 0L;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
        {
            command.Parameters[0].Value = id = (id * 31 % ShopSize.Products) + 1;
            using var reader = command.ExecuteReader();
            while (reader.Read())
                read += reader.GetInt64(1) + reader.GetInt64(2);
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Debug.Assert(read > 0);
        return new Batch(elapsed.TotalNanoseconds / calls, (double)bytes / calls);
    }

    private Overhead Summarize(string statement, int calls)
    {
        var pairs = _bare.Count;
        var added = _bare.Zip(_wrapped, static (bare, wrapped) => wrapped.NanosecondsPerCall - bare.NanosecondsPerCall).Order().ToArray();
        var bareNs = Median(_bare, static batch => batch.NanosecondsPerCall);
        var bareBytes = Median(_bare, static batch => batch.BytesPerCall);

        // The ranks that hold the median with 95 % confidence, by the binomial distribution's normal form.
        var reach = 0.98 * Math.Sqrt(pairs);
        var low = added[(int)Math.Max(0, Math.Floor((pairs / 2.0) - reach))];
        var high = added[(int)Math.Min(pairs - 1, Math.Ceiling((pairs / 2.0) + reach))];
        var median = added[pairs / 2];
        return new Overhead
        {
            Statement = statement,
            Pairs = pairs,
            CallsPerBatch = calls,
            BareNs = Math.Round(bareNs, 1),
            WrappedNs = Math.Round(Median(_wrapped, static batch => batch.NanosecondsPerCall), 1),
            AddedNs = Math.Round(median, 1),
            AddedNsLow = Math.Round(low, 1),
            AddedNsHigh = Math.Round(high, 1),
            AddedPercent = Math.Round(median / bareNs * 100, 2),
            AddedPercentLow = Math.Round(low / bareNs * 100, 2),
            AddedPercentHigh = Math.Round(high / bareNs * 100, 2),
            BareBytes = Math.Round(bareBytes, 1),
            AddedBytes = Math.Round(Median(_wrapped, static batch => batch.BytesPerCall) - bareBytes, 1),
        };
    }

    private static double Median(List<Batch> batches, Func<Batch, double> value) =>
        batches.Select(value).Order().ElementAt(batches.Count / 2);

    private static DbCommand Prepare(DbCommand command, string text)
    {
        command.CommandText = text;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@id";
        parameter.Value = 1L;
        command.Parameters.Add(parameter);
        command.Prepare();
        return command;
    }

    private readonly record struct Batch(double NanosecondsPerCall, double BytesPerCall);
}
