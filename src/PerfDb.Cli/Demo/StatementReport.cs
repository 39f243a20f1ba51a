using PerfDb.Cli.Demo.Screens;
using PerfDb.Driver.Statistics;

namespace PerfDb.Cli.Demo;

/// <summary>A statement's figures, as <c>--json</c> writes them.</summary>
internal sealed record StatementReport
{
    public required string Fingerprint { get; init; }

    public required string Text { get; init; }

    public required string Summary { get; init; }

    public required string Kind { get; init; }

    public required long Calls { get; init; }

    public required long Errors { get; init; }

    public required long Rows { get; init; }

    public required double MeanMs { get; init; }

    public required double P50Ms { get; init; }

    public required double P95Ms { get; init; }

    public required double P99Ms { get; init; }

    public required double MinMs { get; init; }

    public required double MaxMs { get; init; }

    public required double TotalMs { get; init; }

    public static StatementReport Of(StatementStatistics line) => new()
    {
        Fingerprint = line.Fingerprint.ToString(),
        Text = line.Text,
        Summary = line.Summary,
        Kind = Figures.Kind(line.Kind),
        Calls = line.Calls,
        Errors = line.Errors,
        Rows = line.Rows,
        MeanMs = line.MeanTime.TotalMilliseconds,
        P50Ms = line.P50.TotalMilliseconds,
        P95Ms = line.P95.TotalMilliseconds,
        P99Ms = line.P99.TotalMilliseconds,
        MinMs = line.MinTime.TotalMilliseconds,
        MaxMs = line.MaxTime.TotalMilliseconds,
        TotalMs = line.TotalTime.TotalMilliseconds,
    };
}
