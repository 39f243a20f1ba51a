using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PerfDb.Driver.Diagnostics;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>TL-P7: docs/reference/telemetry.md says what the code says.</summary>
public sealed class TelemetryPageTests
{
    private readonly string _page = File.ReadAllText(Path.Combine(Root(), "docs/reference/telemetry.md"));

    [Fact, Trait("Checklist", "TL-P7")]
    public void The_page_lists_every_attribute_and_instrument_and_no_other()
    {
        // The parts of names that only the reader of a table row sees as one.
        string[] notRows = [TelemetryNames.SchemaUrl, TelemetryNames.FailureKind];
        var names = Constants<string>(typeof(TelemetryNames)).Select(c => c.Value).Except(notRows).Order(StringComparer.Ordinal);

        Assert.Equal(names, FirstCells(@"`((?:db|error|server|perfdb)\.[a-z_.]+)`").Order(StringComparer.Ordinal));
        Assert.Contains("level 1.44.0", _page, StringComparison.Ordinal);
        Assert.EndsWith("/1.44.0", TelemetryNames.SchemaUrl, StringComparison.Ordinal);
    }

    [Fact, Trait("Checklist", "TL-P7")]
    public void The_page_lists_every_event_with_its_id_and_level()
    {
        var events = typeof(Log).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .ToDictionary(a => a.EventId, a => a.Level);
        var expected = Constants<int>(typeof(EventIds)).Select(c => $"| {c.Value} | {c.Name} | {events[c.Value]} |").Order(StringComparer.Ordinal);

        Assert.Equal(events.Count, expected.Count());
        var listed = Regex.Matches(_page, @"^\| \d{4} \| \w+ \| \w+ \|", RegexOptions.Multiline).Select(m => m.Value);
        Assert.Equal(expected, listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Source_and_meter_have_the_documented_name()
    {
        Assert.Contains($"Source `{PerfDbDiagnostics.ActivitySourceName}`", _page, StringComparison.Ordinal);
        Assert.Contains($"Meter `{PerfDbDiagnostics.MeterName}`", _page, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, T Value)> Constants<T>(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (f.Name, (T)f.GetRawConstantValue()!));

    private IEnumerable<string> FirstCells(string pattern) =>
        Regex.Matches(_page, @"^\| " + pattern, RegexOptions.Multiline).Select(m => m.Groups[1].Value);

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
}
