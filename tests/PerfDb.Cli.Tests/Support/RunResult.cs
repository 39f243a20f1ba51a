namespace PerfDb.Cli.Tests.Support;

/// <summary>How a run of the command ended.</summary>
internal sealed record RunResult(int ExitCode, string Output, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether either stream holds a character that moves a cursor, changes a colour or the like.</summary>
    public bool HasControlCodes => (Output + Error).Any(static c => char.IsControl(c) && c != '\n');
}
