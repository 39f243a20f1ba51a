using System.Globalization;

namespace PerfDb.Benchmarks.Interleaved;

internal sealed record PairedResult(
    string Name, int Pairs, Interval BareNanoseconds, Interval AddedNanoseconds, Interval Ratio, double BareBytes, double CandidateBytes)
{
    public static string Header =>
        "| what | pairs | bare ns | added ns (95 %) | ratio (95 %) | bare B | ours B |\n|---|--:|--:|--:|--:|--:|--:|";

    public string Row => string.Create(CultureInfo.InvariantCulture, $"| {Name} | {Pairs} | {BareNanoseconds.Median:F0} | {AddedNanoseconds.Median:F1} ({AddedNanoseconds.Low:F1} to {AddedNanoseconds.High:F1}) | {Ratio.Median:F3} ({Ratio.Low:F3} to {Ratio.High:F3}) | {BareBytes:F0} | {CandidateBytes:F0} |");
}
