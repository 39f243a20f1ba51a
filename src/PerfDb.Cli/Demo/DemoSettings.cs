namespace PerfDb.Cli.Demo;

/// <summary>What the user asked of the demo.</summary>
internal sealed record DemoSettings
{
    public const int DefaultSeconds = 10;
    public const int MaxSeconds = 3600;
    public const int DefaultSeed = 20_260;
    public const int MaxWorkers = 64;

    public const string Sqlite = "sqlite";
    public const string Npgsql = "npgsql";

    /// <summary>The length of the workload.</summary>
    public required int Seconds { get; init; }

    /// <summary><see cref="Sqlite"/> or <see cref="Npgsql"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The database to use, or null for a temporary file.</summary>
    public required string? Connection { get; init; }

    /// <summary>Where the JSON goes, <c>-</c> for standard output, or null.</summary>
    public required string? JsonFile { get; init; }

    /// <summary>What the rows and the workload's choices are drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>How many workers run at the same time.</summary>
    public required int Workers { get; init; }

    /// <summary>Whether tables that an earlier demo left behind may be dropped.</summary>
    public required bool Replace { get; init; }
}
