using System.Globalization;
using PerfDb.Driver.Sql;

namespace PerfDb.Cli.Demo.Screens;

/// <summary>How figures are written for people.</summary>
internal static class Figures
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(double value) => Count((long)Math.Round(value));

    public static string Percent(double fraction) => (fraction * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Three digits and the unit that fits.</summary>
    public static string Duration(TimeSpan time)
    {
        var microseconds = time.TotalMicroseconds;
        return microseconds switch
        {
            < 1_000 => ThreeDigits(microseconds) + " µs",
            < 1_000_000 => ThreeDigits(microseconds / 1_000) + " ms",
            _ => ThreeDigits(microseconds / 1_000_000) + " s",
        };
    }

    public static string Nanoseconds(double nanoseconds) => Math.Abs(nanoseconds) < 10_000
        ? Count(nanoseconds) + " ns"
        : ThreeDigits(nanoseconds / 1_000) + " µs";

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    public static string Kind(StatementKind kind) => kind switch
    {
        StatementKind.Read => "read",
        StatementKind.Write => "write",
        StatementKind.Ddl => "ddl",
        StatementKind.Transaction => "transaction",
        StatementKind.Session => "session",
        _ => "unknown",
    };

    private static string ThreeDigits(double value) => value.ToString(
        Math.Abs(value) switch { < 9.995 => "0.00", < 99.95 => "0.0", _ => "0" },
        CultureInfo.InvariantCulture);
}
