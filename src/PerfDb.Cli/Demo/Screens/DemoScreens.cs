using Spectre.Console;

namespace PerfDb.Cli.Demo.Screens;

/// <summary>Which screen there is.</summary>
internal static class DemoScreens
{
    private const int MinWidth = 20;

    /// <param name="standardOutputIsTaken">Whether the JSON goes to standard output, so that progress must not.</param>
    public static IDemoScreen Open(bool standardOutputIsTaken)
    {
        if (standardOutputIsTaken)
            return new PlainScreen(Console.Error, Console.IsErrorRedirected ? PlainScreen.FileWidth : TerminalWidth());
        if (Console.IsOutputRedirected)
            return new PlainScreen(Console.Out, PlainScreen.FileWidth);
        return WantsNoControlCodes() ? new PlainScreen(Console.Out, TerminalWidth()) : new LiveScreen(AnsiConsole.Console);
    }

    private static bool WantsNoControlCodes() =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        || Environment.GetEnvironmentVariable("TERM") is "dumb"
        || !AnsiConsole.Profile.Capabilities.Ansi;

    // Zero where a terminal does not tell.
    private static int TerminalWidth() => Console.WindowWidth is var width && width > 0 ? Math.Max(MinWidth, width - 1) : 79;
}
