using PerfDb.Cli.Demo.Screens;
using PerfDb.Driver.Statistics;

namespace PerfDb.Cli.Demo;

/// <summary>The demo's result, for people.</summary>
internal static class ReportView
{
    public static IReadOnlyList<TextLine> Render(DemoReport report, StatisticsSnapshot snapshot, int width)
    {
        var seconds = Math.Max(report.Seconds, 0.001);
        return
        [
            TextLine.Empty,
            Title($"WHAT THE DRIVER SAW: {report.Statements.Count} statements"),
            new TextLine()
                .Add($"{Figures.Count(report.CallsTotal)} calls in {Figures.Seconds(TimeSpan.FromSeconds(seconds))}", Tone.Strong)
                .Add($", {Figures.Count(report.CallsTotal / seconds)} calls/s, {Figures.Count(report.RowsTotal / seconds)} rows/s, ")
                .Add($"{Figures.Count(report.ErrorsTotal)} errors", report.ErrorsTotal == 0 ? Tone.Plain : Tone.Bad)
                .Fit(width),
            new TextLine().Add("The errors are registrations with an address that is taken, made on purpose.", Tone.Dim).Fit(width),
            TextLine.Empty,
            .. new StatementTable(width).Render(snapshot.Statements, snapshot.TotalTime),
            TextLine.Empty,
            Title("WHAT IT COST"),
            .. Cost(report.Overhead).Select(line => line.Fit(width)),
        ];
    }

    private static TextLine Title(string text) => new TextLine().Add(text, Tone.Title);

    private static IEnumerable<TextLine> Cost(Overhead? overhead)
    {
        if (overhead is null)
        {
            yield return new TextLine().Add("Not measured: interrupted before.");
            yield break;
        }

        yield return new TextLine().Add("A prepared read of one row by key, the provider's own command and the driver's:");
        yield return Row("provider", Figures.Nanoseconds(overhead.BareNs), Figures.Count(overhead.BareBytes) + " B", "");
        yield return Row(
            "driver",
            Figures.Nanoseconds(overhead.WrappedNs),
            Figures.Count(overhead.BareBytes + overhead.AddedBytes) + " B",
            "");
        yield return Row(
            "added",
            Figures.Nanoseconds(overhead.AddedNs),
            Figures.Count(overhead.AddedBytes) + " B",
            Figures.Percent(overhead.AddedPercent / 100));
        yield return new TextLine().Add(
            $"Added with 95 % confidence: {Figures.Nanoseconds(overhead.AddedNsLow)} to {Figures.Nanoseconds(overhead.AddedNsHigh)}. "
            + $"Medians of {Figures.Count(overhead.Pairs)} pairs.",
            Tone.Dim);
    }

    private static TextLine Row(string name, string time, string bytes, string percent) => new TextLine()
        .Add("  ").AddLeft(name, 10, name == "added" ? Tone.Strong : Tone.Plain)
        .AddRight(time, 10, name == "added" ? Tone.Figure : Tone.Plain)
        .AddRight(bytes, 10, name == "added" ? Tone.Figure : Tone.Plain)
        .AddRight(percent, 10, Tone.Figure);
}
