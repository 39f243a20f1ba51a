using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PerfDb.Driver.Tests.Configuration;

/// <summary>Compares <c>docs/reference/options.md</c> with the code.</summary>
public sealed partial class OptionsPageTests
{
    [Fact]
    public void The_page_lists_every_option_with_its_default()
    {
        var page = Row().Matches(File.ReadAllText(Page())).Select(m => (m.Groups[1].Value, m.Groups[2].Value));
        var code = OptionTable.All.Select(o => (o.Name, o.Default));

        Assert.Equal(code.Order(), page.Order());
    }

    [Fact]
    public void Setting_every_option_to_its_documented_default_changes_nothing()
    {
        var faults = new List<string>();
        var options = new PerfDbOptions();

        foreach (var option in OptionTable.All.Where(o => o.Default != "unset"))
            OptionTable.Set(option.Name, option.Default, "test", options, faults);

        Assert.Empty(faults);
        var untouched = new PerfDbOptions();
        Assert.Equal(Describe(untouched), Describe(options));
    }

    private static string Describe(PerfDbOptions o) => string.Join(
        '|',
        o.Name, o.Enabled, o.Mode, o.DeferOpen,
        o.Statistics.MaxFingerprints,
        o.Telemetry.DatabaseClientMetrics, o.Telemetry.RecordQueryText, o.Telemetry.RecordReturnedRows, o.Telemetry.RecordExceptionMessages,
        o.Telemetry.RecordParameters, o.Telemetry.MaxSummaries,
        o.Analysis.MaxStatementLength, o.Analysis.MemoSizeBytes);

    private static string Page([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "reference", "options.md"));

    [GeneratedRegex(@"^\| `([^`]+)` \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
