using System.Diagnostics;
using PerfDb.Cli.Demo.Screens;
using PerfDb.Cli.Demo.Shop;
using PerfDb.Driver.Statistics;

namespace PerfDb.Cli.Demo;

/// <summary>The demo from beginning to end.</summary>
internal sealed class DemoRun
{
    private readonly DemoSettings _settings;
    private readonly DemoDatabase _database;
    private readonly IDemoScreen _screen;
    private readonly CancellationToken _finish;

    private DemoRun(DemoSettings settings, DemoDatabase database, IDemoScreen screen, CancellationToken finish)
    {
        _settings = settings;
        _database = database;
        _screen = screen;
        _finish = finish;
    }

    public static async Task<int> RunAsync(DemoSettings settings)
    {
        using var json = JsonTarget.Open(settings.JsonFile);
        var screen = DemoScreens.Open(settings.JsonFile == JsonTarget.StandardOutput);
        await using var database = DemoDatabase.Open(settings);
        using var interruption = new Interruption(() =>
        {
            screen.Restore();
            database.Abandon();
        });

        DemoReport report;
        StatisticsSnapshot snapshot;
        try
        {
            (report, snapshot) = await new DemoRun(settings, database, screen, interruption.Finish).RunAsync();
        }
        catch (OperationCanceledException) when (interruption.Finish.IsCancellationRequested)
        {
            throw new CommandException(ExitCodes.Interrupted, "Interrupted before the workload began; there is nothing to show.");
        }

        json?.Write(report);
        if (settings.JsonFile != JsonTarget.StandardOutput)
            screen.Write(ReportView.Render(report, snapshot, screen.Width));
        return ExitCodes.Success;
    }

    private async Task<(DemoReport Report, StatisticsSnapshot Snapshot)> RunAsync()
    {
        var fillTime = await FillAsync();
        var workload = new ShopWorkload(_database, _settings);
        await WaitAsync(Task.Run(() => workload.WarmUpAsync(_finish), CancellationToken.None), "Warming up ...");
        _finish.ThrowIfCancellationRequested();

        var (time, snapshot) = await WorkAsync(workload);
        var overhead = await MeasureAsync();
        var report = new DemoReport
        {
            Provider = _settings.Provider,
            Database = _database.Description,
            Seed = _settings.Seed,
            Workers = _settings.Workers,
            Seconds = Math.Round(time.TotalSeconds, 3),
            Interrupted = _finish.IsCancellationRequested,
            RowsCreated = ShopSize.Total,
            FillSeconds = Math.Round(fillTime.TotalSeconds, 3),
            CallsTotal = snapshot.TotalCalls,
            ErrorsTotal = snapshot.TotalErrors,
            RowsTotal = snapshot.TotalRows,
            Statements = [.. snapshot.Statements.Select(StatementReport.Of)],
            Overhead = overhead,
        };
        return (report, snapshot);
    }

    private async Task<TimeSpan> FillAsync()
    {
        await _database.CreateAsync(_settings.Replace, _finish);
        _screen.Write([
            new TextLine().Add("PerfDb.Driver demo", Tone.Title).Add($" on {_database.Description}").Fit(_screen.Width),
            new TextLine().Add($"{_settings.Workers} workers for {_settings.Seconds} s, seed {_settings.Seed}", Tone.Dim).Fit(_screen.Width),
        ]);

        var progress = new FillProgress { TotalRows = ShopSize.Total };
        var view = new FillView(progress, () => _screen.Width);
        var started = Stopwatch.GetTimestamp();
        await _screen.ShowWhileAsync(Task.Run(() => FillAsync(progress), _finish), view.Frame, view.Line);
        var time = Stopwatch.GetElapsedTime(started);
        var rows = new TextLine()
            .Add($"Made {Figures.Count(ShopSize.Total)} rows", Tone.Strong)
            .Add($" in {Figures.Seconds(time)}: customers, products, orders, order lines.");
        _screen.Write([rows.Fit(_screen.Width)]);
        return time;
    }

    private async Task FillAsync(FillProgress progress)
    {
        await using (var connection = await _database.OpenAsync(_finish))
            await new ShopSeeder(connection, _database.Names, _settings.Seed, progress).FillAsync(_finish);
        await _database.IndexAsync(_finish);
    }

    private async Task<(TimeSpan Time, StatisticsSnapshot Snapshot)> WorkAsync(ShopWorkload workload)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_finish);
        var view = new WorkloadView(_database.DataSource.Statistics, _settings.Seconds, () => _screen.Width);
        end.CancelAfter(TimeSpan.FromSeconds(_settings.Seconds));
        var started = Stopwatch.GetTimestamp();
        await _screen.ShowWhileAsync(workload.RunAsync(end.Token), view.Frame, view.Line);
        return (Stopwatch.GetElapsedTime(started), _database.DataSource.Statistics.GetSnapshot());
    }

    private async Task<Overhead?> MeasureAsync()
    {
        if (_finish.IsCancellationRequested)
            return null;
        var work = Task.Run(() => OverheadMeter.MeasureAsync(_database, _finish), CancellationToken.None);
        await WaitAsync(work, "Measuring what the driver costs ...");
        return await work;
    }

    private Task WaitAsync(Task work, string words)
    {
        var line = new TextLine().Add(words, Tone.Title);
        return _screen.ShowWhileAsync(work, _ => [TextLine.Empty, line], () => line);
    }
}
