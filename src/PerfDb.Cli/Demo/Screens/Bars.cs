namespace PerfDb.Cli.Demo.Screens;

/// <summary>A bar that fills.</summary>
internal static class Bars
{
    private const int MaxWidth = 50;

    /// <summary>The name of what goes on, a bar, and how far it is in words.</summary>
    public static TextLine Progress(string name, double fraction, string words, int width)
    {
        var room = Math.Clamp(width - name.Length - words.Length - 4, 0, MaxWidth);
        var done = (int)Math.Round(room * Math.Clamp(fraction, 0, 1));
        return new TextLine()
            .Add(name, Tone.Title).Add("  ")
            .Add(new string('━', done), Tone.Figure).Add(new string('─', room - done), Tone.Dim).Add("  ")
            .Add(words);
    }
}
