using System.Reflection;

namespace PerfDb.Driver.Diagnostics;

internal static class DriverVersion
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        var text = typeof(DriverVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        // The commit behind the plus sign would make every build another telemetry scope.
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? text : text[..plus];
    }
}
