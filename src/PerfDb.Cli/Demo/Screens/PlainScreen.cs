namespace PerfDb.Cli.Demo.Screens;

/// <summary>Lines and nothing else: for files, pipes, and terminals that want no control codes.</summary>
internal sealed class PlainScreen(TextWriter writer, int width) : IDemoScreen
{
    /// <summary>For output that no terminal limits.</summary>
    public const int FileWidth = 180;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public int Width { get; } = width;

    public void Write(IEnumerable<TextLine> lines)
    {
        foreach (var line in lines)
            writer.WriteLine(line.ToString());
        writer.Flush();
    }

    public async Task ShowWhileAsync(Task work, Func<int, IReadOnlyList<TextLine>> frame, Func<TextLine> line)
    {
        using var timer = new PeriodicTimer(Interval);
        var last = "";
        while (true)
        {
            var tick = timer.WaitForNextTickAsync().AsTask();
            if (await Task.WhenAny(work, tick) == work)
                break;
            var next = line().Fit(Width);
            if (next.ToString() == last)
                continue;
            last = next.ToString();
            Write([next]);
        }

        await work;
    }

    public void Restore()
    {
    }
}
