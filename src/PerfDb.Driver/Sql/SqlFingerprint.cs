using System.Globalization;

namespace PerfDb.Driver.Sql;

/// <summary>
/// A 64-bit print of the shape of a command text: equal for texts that differ only in literals, placeholders, list lengths,
/// white space, comments and keyword case. It groups statistics and looks up policy; it is never a cache key.
/// </summary>
/// <param name="Value">The print as a number. Zero is the print of an empty text.</param>
public readonly record struct SqlFingerprint(ulong Value) : ISpanFormattable
{
    /// <summary>The version of the rules. Prints of different versions are not comparable; it changes when any rule does.</summary>
    public const byte Version = 1;

    private const int TextLength = 16;

    /// <summary>Reads the 16 hexadecimal digits that <see cref="ToString()"/> writes; either case is accepted.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="fingerprint">The print, or the default.</param>
    /// <returns>Whether the text was exactly 16 hexadecimal digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out SqlFingerprint fingerprint)
    {
        fingerprint = default;
        if (text.Length != TextLength || !ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        fingerprint = new SqlFingerprint(value);
        return true;
    }

    /// <summary>The print as 16 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, "x16", CultureInfo.InvariantCulture);
}
