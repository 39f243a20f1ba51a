namespace PerfDb.Cli.Demo.Screens;

/// <summary>What a piece of a line is for; a screen with colours shows it, another does not.</summary>
internal enum Tone
{
    Plain,
    Dim,
    Strong,
    Title,
    Figure,
    Bad,
}
