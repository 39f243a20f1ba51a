using System.Globalization;
using Microsoft.Extensions.Configuration;
using PerfDb.Driver.Diagnostics;

namespace PerfDb.Driver;

/// <summary>
/// Every option that has a name: the one list behind configuration sections, connection strings and the page
/// <c>docs/reference/options.md</c>.
/// </summary>
internal static class OptionTable
{
    /// <summary>The sub-section in which keyed data sources have sections of their own.</summary>
    public const string KeyedSections = "DataSources";

    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("Name", (o, text) => o.Name = text, "a name that is not empty", "perfdb"),
        Flag("Enabled", (o, value) => o.Enabled = value, "true"),
        Choice<PerfDbMode>("Mode", (o, value) => o.Mode = value, nameof(PerfDbMode.Active)),
        Flag("DeferOpen", (o, value) => o.DeferOpen = value, "unset"),
        Number("Statistics:MaxFingerprints", (o, value) => o.Statistics.MaxFingerprints = value, "2000"),
        Choice<EmitMode>("Telemetry:DatabaseClientMetrics", (o, value) => o.Telemetry.DatabaseClientMetrics = value, nameof(EmitMode.Auto)),
        Flag("Telemetry:RecordQueryText", (o, value) => o.Telemetry.RecordQueryText = value, "true"),
        Flag("Telemetry:RecordReturnedRows", (o, value) => o.Telemetry.RecordReturnedRows = value, "false"),
        Flag("Telemetry:RecordExceptionMessages", (o, value) => o.Telemetry.RecordExceptionMessages = value, "false"),
        Flag("Telemetry:RecordParameters", (o, value) => o.Telemetry.RecordParameters = value, "false"),
        Number("Telemetry:MaxSummaries", (o, value) => o.Telemetry.MaxSummaries = value, "1000"),
        Number("Analysis:MaxStatementLength", (o, value) => o.Analysis.MaxStatementLength = value, "1048576"),
        Bytes("Analysis:MemoSizeBytes", (o, value) => o.Analysis.MemoSizeBytes = value, "16777216"),
    ];

    /// <summary>Sets every option that a configuration section names.</summary>
    public static void Apply(IConfiguration section, PerfDbOptions options, List<string> faults)
    {
        var prefix = section is IConfigurationSection named ? named.Path + ":" : "";
        Walk(section, "");

        void Walk(IConfiguration level, string path)
        {
            foreach (var child in level.GetChildren())
            {
                if (path.Length == 0 && child.Key.Equals(KeyedSections, StringComparison.OrdinalIgnoreCase))
                    continue;
                var name = path + child.Key;
                if (child.Value is { } text)
                    Set(name, text, $"configuration '{prefix}{name}'", options, faults);
                Walk(child, name + ":");
            }
        }
    }

    /// <summary>Sets one option by its name.</summary>
    /// <param name="name">The option's name; case is ignored.</param>
    /// <param name="text">The value as text.</param>
    /// <param name="where">Where it stands, for the message.</param>
    /// <param name="options">The options to change.</param>
    /// <param name="faults">Receives a sentence if the name or the value cannot be used.</param>
    public static void Set(string name, string text, string where, PerfDbOptions options, List<string> faults)
    {
        var option = All.FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (option is null)
        {
            faults.Add($"There is no option '{name}' ({where}). The options are listed in docs/reference/options.md.");
            return;
        }

        try
        {
            option.Set(options, text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            faults.Add($"'{text}' cannot be the value of {option.Name} ({where}): expected {option.Expects}.");
        }
    }

    private static OptionDescriptor Flag(string name, Action<PerfDbOptions, bool> set, string defaultText) =>
        new(name, (o, text) => set(o, bool.Parse(text)), "true or false", defaultText);

    private static OptionDescriptor Number(string name, Action<PerfDbOptions, int> set, string defaultText) =>
        new(name, (o, text) => set(o, int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture)), "a whole number within its range", defaultText);

    private static OptionDescriptor Bytes(string name, Action<PerfDbOptions, long> set, string defaultText) =>
        new(name, (o, text) => set(o, long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture)), "a number of bytes within its range", defaultText);

    private static OptionDescriptor Choice<TEnum>(string name, Action<PerfDbOptions, TEnum> set, string defaultText)
        where TEnum : struct, Enum
        => new(name, (o, text) => set(o, ParseChoice<TEnum>(text)), "one of " + string.Join(", ", Enum.GetNames<TEnum>()), defaultText);

    // Enum.Parse would also take any number.
    private static TEnum ParseChoice<TEnum>(string text)
        where TEnum : struct, Enum
        => Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text.AsSpan().Trim()[0])
            ? value
            : throw new FormatException();
}
