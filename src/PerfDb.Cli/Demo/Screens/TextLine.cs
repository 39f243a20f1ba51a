namespace PerfDb.Cli.Demo.Screens;

/// <summary>A line of text in pieces, each with its tone. Never longer than it is told to be.</summary>
internal sealed class TextLine
{
    private const char Ellipsis = '…';

    private readonly List<(string Text, Tone Tone)> _pieces = [];

    public IReadOnlyList<(string Text, Tone Tone)> Pieces => _pieces;

    public int Length { get; private set; }

    public static TextLine Empty { get; } = new();

    public TextLine Add(string text, Tone tone = Tone.Plain)
    {
        if (text.Length != 0)
            _pieces.Add((text, tone));
        Length += text.Length;
        return this;
    }

    public TextLine AddLeft(string text, int width, Tone tone = Tone.Plain) => Add(Shorten(text, width).PadRight(width), tone);

    public TextLine AddRight(string text, int width, Tone tone = Tone.Plain) => Add(Shorten(text, width).PadLeft(width), tone);

    /// <summary>The line, its end cut off if it is longer than the screen is wide.</summary>
    public TextLine Fit(int width)
    {
        if (Length <= width)
            return this;

        var fitted = new TextLine();
        foreach (var (text, tone) in _pieces)
        {
            var room = width - fitted.Length;
            fitted.Add(Shorten(text, room), tone);
            if (text.Length > room)
                break;
        }

        return fitted;
    }

    public override string ToString() => string.Concat(_pieces.Select(static piece => piece.Text)).TrimEnd();

    private static string Shorten(string text, int width) =>
        text.Length <= width ? text : width <= 0 ? "" : string.Concat(text.AsSpan(0, width - 1), [Ellipsis]);
}
