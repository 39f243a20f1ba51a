using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>Operations and targets in order, by the OpenTelemetry rules for query summaries.</summary>
internal static class Summarizer
{
    public const int MaxLength = 255;

    public static string Write(ReadOnlySpan<char> text, ReadOnlySpan<SqlToken> tokens)
    {
        Span<char> buffer = stackalloc char[MaxLength];
        var length = 0;
        var target = false;
        var previous = default(SqlToken);
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            var verb = token.Keyword is Keyword.Select or Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge or Keyword.Call
                or Keyword.Exec or Keyword.Execute or Keyword.Explain or Keyword.Truncate or Keyword.Create or Keyword.Alter or Keyword.Drop or Keyword.Copy
                || (i == 0 && token.Kind == TokenKind.Word);
            if (verb && previous.Keyword is not (Keyword.For or Keyword.Do))
            {
                if (!Append(text.Slice(token.Start, token.Length), buffer, ref length))
                {
                    break;
                }

                target = token.Keyword is Keyword.Update or Keyword.Call or Keyword.Exec or Keyword.Execute or Keyword.Copy or Keyword.Table;
            }
            else if (token.Keyword is Keyword.From or Keyword.Join or Keyword.Into or Keyword.Table)
            {
                target = true;
            }
            else if (target && token.IsName)
            {
                var end = i;
                while (end + 2 < tokens.Length && tokens[end + 1].Is('.') && tokens[end + 2].IsName)
                {
                    end += 2;
                }

                target = false;
                if (!Append(text[token.Start..tokens[end].End], buffer, ref length))
                {
                    break;
                }

                i = end;
            }
            else if (token.Is('('))
            {
                target = false;
            }

            previous = tokens[i];
        }

        return buffer[..length].ToString();
    }

    private static bool Append(ReadOnlySpan<char> part, Span<char> buffer, ref int length)
    {
        var space = length > 0 ? 1 : 0;
        if (length + space + part.Length > MaxLength)
        {
            return false;
        }

        if (space > 0)
        {
            buffer[length++] = ' ';
        }

        part.CopyTo(buffer[length..]);
        length += part.Length;
        return true;
    }
}
