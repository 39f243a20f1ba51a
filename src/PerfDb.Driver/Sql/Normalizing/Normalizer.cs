using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>Writes the canonical form of a token list: literals as markers, lists collapsed, words folded, one spacing.</summary>
internal static class Normalizer
{
    public static void Write(ReadOnlySpan<char> text, ReadOnlySpan<SqlToken> tokens, LexicalRules rules, ref TextBuffer output, out bool hasLiterals)
    {
        hasLiterals = false;
        var previous = default(SqlToken);
        var beforePrevious = default(SqlToken);
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            if (token.Is(';') && (i + 1 == tokens.Length || tokens[i + 1].Is(';') || output.Length == 0))
            {
                continue;
            }

            if (IsSign(token) && ExpectsOperand(previous) && SignsValue(tokens, i))
            {
                continue;
            }

            var isValue = token.IsValue || token.Kind == TokenKind.Doubt || IsConstant(token, previous, beforePrevious);
            hasLiterals |= isValue && token.Kind != TokenKind.Parameter;
            if (token.Is('(') && previous.Keyword is Keyword.In or Keyword.Values && TryList(tokens, i, previous.Keyword, out var end, ref hasLiterals))
            {
                output.Append(" (?+)");
                i = end;
                beforePrevious = previous;
                previous = tokens[end];
                continue;
            }

            Space(token, isValue, previous, ref output);
            if (isValue)
            {
                output.Append('?');
            }
            else
            {
                Name(text, token, rules, ref output);
            }

            beforePrevious = previous;
            previous = token;
        }
    }

    private static bool IsSign(in SqlToken token) => token.Kind == TokenKind.Operator && token.Length == 1 && token.First is '-' or '+';

    private static bool ExpectsOperand(in SqlToken previous) => previous.Kind switch
    {
        TokenKind.End => true,
        TokenKind.Word => previous.Keyword != Keyword.None && KeywordTable.ExpectsOperand(previous.Keyword),
        TokenKind.Operator => true,
        TokenKind.Punctuation => previous.First is not (')' or ']' or '}'),
        _ => false,
    };

    private static bool SignsValue(ReadOnlySpan<SqlToken> tokens, int i)
    {
        while (i < tokens.Length && IsSign(tokens[i]))
        {
            i++;
        }

        return i < tokens.Length && tokens[i].IsValue;
    }

    private static bool IsConstant(in SqlToken token, in SqlToken previous, in SqlToken beforePrevious) => token.Keyword switch
    {
        Keyword.Null => ExpectsOperand(previous) && previous.Keyword is not (Keyword.Not or Keyword.Is or Keyword.Set or Keyword.Default),
        Keyword.True or Keyword.False => ExpectsOperand(previous) && previous.Keyword != Keyword.Is
            && !(previous.Keyword == Keyword.Not && beforePrevious.Keyword == Keyword.Is),
        Keyword.All => previous.Keyword == Keyword.Limit,
        _ => false,
    };

    private static bool TryList(ReadOnlySpan<SqlToken> tokens, int i, Keyword opener, out int end, ref bool hasLiterals)
    {
        end = i;
        var depth = 0;
        var literal = false;
        var last = default(SqlToken);
        for (; i < tokens.Length; i++)
        {
            var token = tokens[i];
            if (token.Is('('))
            {
                depth++;
            }
            else if (token.Is(')'))
            {
                if (--depth == 0)
                {
                    end = i;
                    if (opener == Keyword.In || i + 2 >= tokens.Length || !tokens[i + 1].Is(',') || !tokens[i + 2].Is('('))
                    {
                        hasLiterals |= literal;
                        return !last.Is('(') && !last.Is(',');
                    }

                    i++;
                }
            }
            else if (token.IsValue || token.Keyword is Keyword.Null or Keyword.True or Keyword.False)
            {
                literal |= token.Kind != TokenKind.Parameter;
            }
            else if (!token.Is(',') && !IsSign(token) && !(token.First == '+' && last.IsValue))
            {
                return false;
            }

            last = token;
        }

        return false;
    }

    private static void Space(in SqlToken token, bool isValue, in SqlToken previous, ref TextBuffer output)
    {
        if (output.Length == 0 || previous.Is('(') || previous.Is('[') || previous.Is('.') || previous is { Kind: TokenKind.Operator, First: ':', Length: 2 })
        {
            return;
        }

        if (!isValue && (token.Is(',') || token.Is(';') || token.Is(')') || token.Is(']') || token.Is('.') || token is { Kind: TokenKind.Operator, First: ':', Length: 2 }))
        {
            return;
        }

        if (!isValue && (token.Is('(') || token.Is('[')) && previous.IsName && previous.Keyword is Keyword.None or Keyword.Array)
        {
            return;
        }

        output.Append(' ');
    }

    private static void Name(ReadOnlySpan<char> text, in SqlToken token, LexicalRules rules, ref TextBuffer output)
    {
        var written = text.Slice(token.Start, token.Length);
        if (token.Keyword != Keyword.None)
        {
            output.Append(KeywordTable.Name(token.Keyword));
        }
        else if (token.Kind == TokenKind.Word && rules.FoldsUnquoted)
        {
            Lower(written, ref output);
        }
        else if (token.Kind == TokenKind.QuotedName && IsPlain(written, rules))
        {
            if (rules.FoldsQuoted)
            {
                Lower(written[1..^1], ref output);
            }
            else
            {
                output.Append(written[1..^1]);
            }
        }
        else if (token.Kind == TokenKind.Operator && (written is "!=" || written is "=="))
        {
            output.Append(written is "!=" ? "<>" : "=");
        }
        else
        {
            output.Append(written);
        }
    }

    private static bool IsPlain(ReadOnlySpan<char> written, LexicalRules rules)
    {
        if (written.Length < 3 || written[0] is 'U' or 'u')
        {
            return false;
        }

        var name = written[1..^1];
        foreach (var c in name)
        {
            if (!(char.IsAsciiLetterLower(c) || c == '_' || char.IsAsciiDigit(c) || (char.IsAsciiLetterUpper(c) && (!rules.FoldsUnquoted || rules.FoldsQuoted))))
            {
                return false;
            }
        }

        return !char.IsAsciiDigit(name[0]) && KeywordTable.Find(name) == Keyword.None;
    }

    private static void Lower(ReadOnlySpan<char> word, ref TextBuffer output)
    {
        foreach (var c in word)
        {
            output.Append(c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c);
        }
    }
}
