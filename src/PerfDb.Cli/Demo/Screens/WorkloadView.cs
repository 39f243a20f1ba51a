using System.Diagnostics;
using PerfDb.Driver.Statistics;

namespace PerfDb.Cli.Demo.Screens;

/// <summary>The workload while it runs: a bar, rates, and the statements that take the time.</summary>
internal sealed class WorkloadView(QueryStatistics statistics, int seconds, Func<int> width)
{
    private const int LinesAboveTable = 6;
    private const string Levels = "▁▂▃▄▅▆▇█";

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Queue<(TimeSpan Elapsed, long Calls, long Rows)> _lastSecond = new([(TimeSpan.Zero, 0, 0)]);
    private readonly List<double> _callRates = [];

    public IReadOnlyList<TextLine> Frame(int height)
    {
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var snapshot = statistics.GetSnapshot();
        var (calls, rows) = Rates(elapsed, snapshot);
        _callRates.Add(calls);
        var table = new StatementTable(width());
        return
        [
            TextLine.Empty,
            Bars.Progress("Running", elapsed.TotalSeconds / seconds, $"{Figures.Seconds(elapsed)} of {seconds} s", width()),
            new TextLine()
                .Add("  ").Add(Figures.Count(calls), Tone.Figure).Add(" calls/s   ", Tone.Dim)
                .Add(Figures.Count(rows), Tone.Figure).Add(" rows/s   ", Tone.Dim)
                .Add(Figures.Count(snapshot.TotalErrors), snapshot.TotalErrors == 0 ? Tone.Plain : Tone.Bad).Add(" errors   ", Tone.Dim)
                .Add(Trend(), Tone.Figure),
            TextLine.Empty,
            .. table.Render(snapshot.Statements.Take(table.Capacity(height - LinesAboveTable)), snapshot.TotalTime),
            TextLine.Empty,
            new TextLine().Add("Ctrl+C ends early, with the result so far.", Tone.Dim),
        ];
    }

    public TextLine Line()
    {
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var snapshot = statistics.GetSnapshot();
        var (calls, rows) = Rates(elapsed, snapshot);
        var line = new TextLine()
            .AddRight(Figures.Seconds(elapsed), 7).Add("  ")
            .AddRight(Figures.Count(calls), 8).Add(" calls/s  ")
            .AddRight(Figures.Count(rows), 9).Add(" rows/s  ")
            .AddRight(Figures.Count(snapshot.TotalErrors), 5).Add(" errors");
        return snapshot.Statements.Count == 0
            ? line
            : line.Add($"   top: {snapshot.Statements[0].Summary} {Figures.Percent(snapshot.Statements[0].TotalTime / snapshot.TotalTime)}");
    }

    // Over the last second, so that a screen that is redrawn often does not flicker.
    private (double Calls, double Rows) Rates(TimeSpan elapsed, StatisticsSnapshot snapshot)
    {
        while (_lastSecond.Count > 1 && elapsed - _lastSecond.Peek().Elapsed > TimeSpan.FromSeconds(1))
            _lastSecond.Dequeue();
        var first = _lastSecond.Peek();
        _lastSecond.Enqueue((elapsed, snapshot.TotalCalls, snapshot.TotalRows));
        var span = Math.Max((elapsed - first.Elapsed).TotalSeconds, 0.001);
        return ((snapshot.TotalCalls - first.Calls) / span, (snapshot.TotalRows - first.Rows) / span);
    }

    private string Trend()
    {
        var room = Math.Clamp(width() - 60, 0, 40);
        var latest = _callRates.TakeLast(room).ToArray();
        var highest = Math.Max(1, latest.DefaultIfEmpty().Max());
        return string.Concat(latest.Select(rate => Levels[(int)Math.Min(Levels.Length - 1, rate / highest * Levels.Length)]));
    }
}
