using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>The text as written with every literal replaced and every comment removed.</summary>
internal static class Redactor
{
    public static void Write(ReadOnlySpan<char> text, ReadOnlySpan<SqlToken> tokens, ref TextBuffer output)
    {
        var end = 0;
        foreach (var token in tokens)
        {
            if (output.Length > 0 && token.Start > end)
            {
                // A comment between tokens still separates them.
                var gap = text[end..token.Start];
                output.Append(gap.IndexOfAny("/-#*") < 0 ? gap : " ");
            }

            end = token.End;
            if (token.Kind is TokenKind.String or TokenKind.Number or TokenKind.Doubt)
            {
                output.Append('?');
            }
            else
            {
                output.Append(text.Slice(token.Start, token.Length));
            }
        }
    }
}
