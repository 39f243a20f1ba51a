using Spectre.Console;
using Spectre.Console.Rendering;

namespace PerfDb.Cli.Demo.Screens;

/// <summary>A terminal: colours, and a frame that is redrawn in place.</summary>
internal sealed class LiveScreen(IAnsiConsole console) : IDemoScreen
{
    private const int MinWidth = 20;
    private const int MinHeight = 6;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private static readonly Dictionary<Tone, Style> Styles = new()
    {
        [Tone.Plain] = Style.Plain,
        [Tone.Dim] = new Style(Color.Grey),
        [Tone.Strong] = new Style(decoration: Decoration.Bold),
        [Tone.Title] = new Style(Color.Aqua, decoration: Decoration.Bold),
        [Tone.Figure] = new Style(Color.Green),
        [Tone.Bad] = new Style(Color.Red),
    };

    // A line as long as the screen is wide makes some terminals begin another.
    public int Width => Math.Max(MinWidth, console.Profile.Width - 1);

    public void Write(IEnumerable<TextLine> lines)
    {
        foreach (var line in lines)
            console.Write(Renderable(line, lineBreak: true));
    }

    public Task ShowWhileAsync(Task work, Func<int, IReadOnlyList<TextLine>> frame, Func<TextLine> line) => console
        .Live(Rows(frame))
        .AutoClear(true)
        .Overflow(VerticalOverflow.Crop)
        .Cropping(VerticalOverflowCropping.Bottom)
        .StartAsync(async context =>
        {
            using var timer = new PeriodicTimer(Interval);
            while (await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()) != work)
                context.UpdateTarget(Rows(frame));
            await work;
        });

    public void Restore() => console.Cursor.Show();

    private static Paragraph Renderable(TextLine line, bool lineBreak = false)
    {
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        foreach (var (text, tone) in line.Pieces)
            paragraph.Append(text, Styles[tone]);
        return lineBreak ? paragraph.Append("\n") : paragraph;
    }

    private Rows Rows(Func<int, IReadOnlyList<TextLine>> frame)
    {
        var lines = frame(Math.Max(MinHeight, console.Profile.Height - 1));
        return new Rows(lines.Select(IRenderable (line) => line.Length == 0 ? new Text(" ") : Renderable(line.Fit(Width))));
    }
}
