using System.Globalization;
using System.Text;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>The name that an identifier token means: quotes and escapes removed, folded as the dialect folds.</summary>
internal static class NameDecoder
{
    public static string Decode(ReadOnlySpan<char> written, TokenKind kind, LexicalRules rules)
    {
        if (kind != TokenKind.QuotedName)
        {
            return rules.FoldsUnquoted ? Fold(written) : written.ToString();
        }

        if (written[0] is 'U' or 'u')
        {
            return DecodeUnicode(written[3..^1]);
        }

        var close = written[^1];
        var name = written[1..^1].ToString();
        if (name.Contains(close, StringComparison.Ordinal))
        {
            name = name.Replace(new string(close, 2), close.ToString(), StringComparison.Ordinal);
        }

        return rules.FoldsQuoted ? Fold(name) : name;
    }

    private static string Fold(ReadOnlySpan<char> name) => string.Create(name.Length, name, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            target[i] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        }
    });

    private static string DecodeUnicode(ReadOnlySpan<char> name)
    {
        var result = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '"')
            {
                i++;
            }
            else if (c == '\\')
            {
                var wide = i + 1 < name.Length && name[i + 1] == '+';
                var start = i + (wide ? 2 : 1);
                var digits = wide ? 6 : 4;
                if (start + digits <= name.Length
                    && int.TryParse(name.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                    && Rune.TryCreate(code, out var rune))
                {
                    result.Append(rune.ToString());
                    i = start + digits - 1;
                    continue;
                }

                i += start < name.Length && name[start] == '\\' ? 1 : 0;
            }

            result.Append(c);
        }

        return result.ToString();
    }
}
