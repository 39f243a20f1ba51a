namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>Looks ahead of the tokenizer, each over blanks and comments to one character.</summary>
internal static class TextLook
{
    public static bool NextIs(ReadOnlySpan<char> text, int i, string characters)
    {
        i = SkipBlank(text, i);
        return i < text.Length && characters.Contains(text[i], StringComparison.Ordinal);
    }

    /// <summary>Whether a number before this place is all of its item in a list.</summary>
    public static bool EndsOrdinal(ReadOnlySpan<char> text, int i)
    {
        i = SkipBlank(text, i);
        return i >= text.Length || text[i] is ',' or ')' or ';' || char.IsAsciiLetter(text[i]);
    }

    /// <summary>Whether a comparison begins here and has a value on its other side.</summary>
    public static bool ComparesWithValue(ReadOnlySpan<char> text, int i)
    {
        if (i >= text.Length || text[i] is not ('=' or '<' or '>' or '!'))
        {
            return false;
        }

        while (i < text.Length && text[i] is '=' or '<' or '>' or '!')
        {
            i++;
        }

        i = SkipBlank(text, i);
        return i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is '@' or ':' or '?' or '$' or '-' or '\'');
    }

    /// <summary>The next place that is neither blank nor comment.</summary>
    public static int SkipBlank(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] is ' ' or (>= '\t' and <= '\r'))
            {
                i++;
            }
            else if (text[i] == '-' && next == '-')
            {
                var line = text[i..].IndexOfAny('\n', '\r');
                i = line < 0 ? text.Length : i + line;
            }
            else if (text[i] == '/' && next == '*')
            {
                var close = text[(i + 2)..].IndexOf("*/");
                i = close < 0 ? text.Length : i + close + 4;
            }
            else
            {
                return i;
            }
        }

        return i;
    }

    /// <summary>Whether digits stand together in a number that no plan needs.</summary>
    public static bool HasLongNumber(ReadOnlySpan<char> written)
    {
        var run = 0;
        foreach (var c in written)
        {
            run = char.IsAsciiDigit(c) ? run + 1 : 0;
            if (run > StatementContext.MaxKeptDigits)
            {
                return true;
            }
        }

        return false;
    }
}
