using PerfDb.Cli.Demo.Shop;

namespace PerfDb.Cli.Demo.Screens;

/// <summary>The filling of the shop while it runs.</summary>
internal sealed class FillView(FillProgress progress, Func<int> width)
{
    public IReadOnlyList<TextLine> Frame(int height) => [TextLine.Empty, Bars.Progress("Filling", Fraction, Rows, width())];

    public TextLine Line() => new TextLine().Add($"Filling: {Rows}");

    private double Fraction => (double)progress.Rows / progress.TotalRows;

    private string Rows => $"{Figures.Count(progress.Rows)} of {Figures.Count(progress.TotalRows)} rows, {progress.Table}";
}
