namespace PerfDb.Cli.Demo.Screens;

/// <summary>Where the demo shows what it does.</summary>
internal interface IDemoScreen
{
    /// <summary>The columns there are.</summary>
    int Width { get; }

    /// <summary>Writes lines that stay.</summary>
    void Write(IEnumerable<TextLine> lines);

    /// <summary>Shows progress until the work has ended, and throws what it threw.</summary>
    /// <param name="work">The work.</param>
    /// <param name="frame">What a screen that can redraw itself shows, given its height.</param>
    /// <param name="line">What another screen writes once a second.</param>
    Task ShowWhileAsync(Task work, Func<int, IReadOnlyList<TextLine>> frame, Func<TextLine> line);

    /// <summary>Leaves the terminal as it was; for the process's last moment.</summary>
    void Restore();
}
