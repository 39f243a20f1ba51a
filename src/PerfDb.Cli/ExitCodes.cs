namespace PerfDb.Cli;

/// <summary>What the command tells its caller. They are part of the interface, see docs/guide/demo.md.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The database, or a file, refused.</summary>
    public const int Failure = 1;

    /// <summary>The arguments make no sense; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted before there was a result; 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
