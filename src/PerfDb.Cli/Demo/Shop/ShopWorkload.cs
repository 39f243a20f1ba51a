using System.Diagnostics;
using System.Globalization;

namespace PerfDb.Cli.Demo.Shop;

/// <summary>Several workers that visit the shop at the same time, each as fast as it is answered.</summary>
internal sealed class ShopWorkload(DemoDatabase database, DemoSettings settings)
{
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(400);

    private readonly OrderBook _book = new();

    /// <summary>The address of a customer, which a customer has but once.</summary>
    public static string EmailOf(long customer) => string.Create(CultureInfo.InvariantCulture, $"customer{customer}@example.org");

    /// <summary>Compiles the path of every statement; what it counted is then forgotten.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var visitor = new ShopVisitor(database, _book, settings.Seed);
        do
        {
            await visitor.VisitEachAsync();
        }
        while (Stopwatch.GetElapsedTime(started) < WarmUpTime && !cancellationToken.IsCancellationRequested);
        database.DataSource.Statistics.Reset();
    }

    /// <summary>Runs until cancelled. If a worker fails, the others stop, and its exception is thrown.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Microsoft.Data.Sqlite blocks in its async methods too: each worker needs a thread, and the screen one more.
        ThreadPool.GetMinThreads(out var threads, out var completionThreads);
        ThreadPool.SetMinThreads(Math.Max(threads, settings.Workers + 4), completionThreads);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(1, settings.Workers).Select(number => Task.Run(() => WorkAsync(number, stop), CancellationToken.None));
        await Task.WhenAll(workers);
    }

    private async Task WorkAsync(int number, CancellationTokenSource stop)
    {
        var visitor = new ShopVisitor(database, _book, settings.Seed + number);
        try
        {
            // So that the shortest run on the slowest machine has every sort of visit to show.
            if (number == 1)
                await visitor.VisitEachAsync();
            while (!stop.IsCancellationRequested)
                await visitor.VisitAsync();
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
