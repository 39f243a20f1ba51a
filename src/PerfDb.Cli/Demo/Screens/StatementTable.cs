using System.Text.RegularExpressions;
using PerfDb.Driver.Statistics;

namespace PerfDb.Cli.Demo.Screens;

/// <summary>
/// The statements as lines of text: a line each on a wide screen, two lines each on a narrow one, and on a very narrow one
/// without the columns that are missed least.
/// </summary>
internal sealed partial class StatementTable
{
    /// <summary>From this width on a statement's figures and its text stand in one line.</summary>
    private const int WideWidth = 128;

    private static readonly Column[] Columns =
    [
        new("fingerprint", 16, 3, static (line, _) => line.Fingerprint.ToString(), LeftAligned: true),
        new("kind", 5, 6, static (line, _) => Figures.Kind(line.Kind), LeftAligned: true),
        new("calls", 9, 1, static (line, _) => Figures.Count(line.Calls)),
        new("errors", 6, 2, static (line, _) => Figures.Count(line.Errors)),
        new("rows", 10, 5, static (line, _) => Figures.Count(line.Rows)),
        new("mean", 7, 0, static (line, _) => Figures.Duration(line.MeanTime)),
        new("p50", 7, 3, static (line, _) => Figures.Duration(line.P50)),
        new("p95", 7, 4, static (line, _) => Figures.Duration(line.P95)),
        new("p99", 7, 1, static (line, _) => Figures.Duration(line.P99)),
        new("share", 6, 0, static (line, total) => Figures.Percent(total > TimeSpan.Zero ? line.TotalTime / total : 0)),
    ];

    private readonly int _width;
    private readonly bool _wide;
    private readonly Column[] _columns;

    public StatementTable(int width)
    {
        _width = width;
        _wide = width >= WideWidth;
        var columns = _wide ? Columns.ToList() : [.. Columns.Skip(2)];
        while (columns.Sum(static column => column.Width + 2) > width && columns.Count > 1)
            columns.Remove(columns.MaxBy(static column => column.Rank)!);
        _columns = [.. columns];
    }

    /// <summary>How many statements fit into a number of lines, below the header.</summary>
    public int Capacity(int lines) => Math.Max(1, (lines - 1) / (_wide ? 1 : 2));

    public IReadOnlyList<TextLine> Render(IEnumerable<StatementStatistics> statements, TimeSpan totalTime)
    {
        var lines = new List<TextLine> { Header() };
        foreach (var statement in statements)
        {
            if (_wide)
            {
                lines.Add(AddText(AddFigures(new TextLine(), statement, totalTime).Add("  "), statement));
                continue;
            }

            lines.Add(AddText(About(statement), statement));
            lines.Add(AddFigures(new TextLine(), statement, totalTime).Fit(_width));
        }

        return lines;
    }

    private static TextLine About(StatementStatistics statement) => new TextLine()
        .AddLeft(statement.Fingerprint.ToString(), 16, Tone.Dim).Add("  ")
        .AddLeft(Figures.Kind(statement.Kind), 5).Add("  ");

    private TextLine Header()
    {
        var line = new TextLine();
        foreach (var column in _columns)
            AddCell(line, column, column.Title, Tone.Dim);
        return (_wide ? line.Add("  ").Add("statement", Tone.Dim) : line).Fit(_width);
    }

    private TextLine AddFigures(TextLine line, StatementStatistics statement, TimeSpan totalTime)
    {
        foreach (var column in _columns)
        {
            var text = column.Text(statement, totalTime);
            var tone = column.Title switch
            {
                "fingerprint" => Tone.Dim,
                "errors" => statement.Errors == 0 ? Tone.Dim : Tone.Bad,
                "share" or "mean" => Tone.Figure,
                _ => Tone.Plain,
            };
            AddCell(line, column, text, tone);
        }

        return line;
    }

    private static void AddCell(TextLine line, Column column, string text, Tone tone)
    {
        if (line.Length != 0)
            line.Add("  ");
        if (column.LeftAligned)
            line.AddLeft(text, column.Width, tone);
        else
            line.AddRight(text, column.Width, tone);
    }

    private TextLine AddText(TextLine line, StatementStatistics statement)
    {
        var text = WhiteSpace().Replace(statement.Text, " ");
        return line.Add(SelectList().Replace(text, "SELECT … FROM "), Tone.Strong).Fit(_width);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    // What a statement reads from and by which condition tells it from others sooner than its columns do.
    [GeneratedRegex("^SELECT .+? FROM ", RegexOptions.IgnoreCase)]
    private static partial Regex SelectList();

    // Rank: how soon the column goes when there is no room. The highest goes first.
    private sealed record Column(
        string Title, int Width, int Rank, Func<StatementStatistics, TimeSpan, string> Text, bool LeftAligned = false);
}
