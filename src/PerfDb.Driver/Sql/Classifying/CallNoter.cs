using PerfDb.Driver.Sql.Functions;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>Notes what calls and casts say about a statement.</summary>
internal static class CallNoter
{
    /// <summary>A type behind a cast: the user's own types may bring functions of their own.</summary>
    public static int Type(in TokenCursor tokens, StatementFacts facts, int i, bool ofConstant)
    {
        if (!tokens[i].IsName)
        {
            facts.Doubt(Reason.UnknownSyntax);
            return i - 1;
        }

        var end = tokens.EndOfName(i);
        if (tokens.Rules.IsPostgreSql && tokens.KeywordAt(i) != Keyword.Interval)
        {
            var known = KnownNames.IsType(tokens.NameAt(end)) && (end == i || (end == i + 2 && tokens.NameAt(i) == "pg_catalog"));
            if (!known && ofConstant)
            {
                // A constant goes through the type's input function, not through a cast of the user's own.
                facts.Note(Reason.UnknownType, StatementTraits.Nondeterministic);
            }
            else if (!known)
            {
                facts.Doubt(Reason.UnknownType);
            }
        }

        return tokens.Is(end + 1, '(') && tokens[end + 2].IsValue ? tokens.Close(end + 1) : end;
    }

    /// <summary>Whether a cast here is one of a constant.</summary>
    public static bool IsConstant(in TokenCursor tokens, int i) =>
        tokens[i].IsValue || tokens.KeywordAt(i) == Keyword.Null || tokens.Is(i, ']') || (tokens.Is(i, ')') && ClosesRow(tokens, i));

    /// <summary>Whether the bracket closes ROW(…), which becomes a composite type without a cast function.</summary>
    private static bool ClosesRow(in TokenCursor tokens, int close)
    {
        const int farthest = 64;
        var depth = 0;
        for (var i = close; i > Math.Max(0, close - farthest); i--)
        {
            depth += tokens.Is(i, ')') ? 1 : tokens.Is(i, '(') ? -1 : 0;
            if (depth == 0)
            {
                return tokens.KeywordAt(i - 1) == Keyword.Row;
            }
        }

        return false;
    }

    /// <summary>Notes a call whose opening bracket follows the token at <paramref name="end"/>.</summary>
    public static void Note(in TokenCursor tokens, FunctionTable functions, StatementFacts facts, string name, int end)
    {
        var known = functions.TryGet(name, out var function);
        facts.AddFunction(name, known, function);
        if (known && name.EndsWith("set_config", StringComparison.Ordinal))
        {
            SetConfig(tokens, facts, end + 1);
        }
        else if (name is "cast" or "try_cast" && tokens.Rules.IsPostgreSql)
        {
            CheckCast(tokens, facts, end + 1);
        }
    }

    private static void SetConfig(in TokenCursor tokens, StatementFacts facts, int open)
    {
        var close = tokens.Close(open);
        var name = tokens.StringAt(open + 1);
        var local = tokens.KeywordAt(close - 1) == Keyword.True || tokens.StringAt(close - 1) is "t" or "true" or "on";
        facts.Traits |= local ? StatementTraits.SetsTransaction : StatementTraits.SetsSession;
        if (name.IsEmpty || name is "search_path" or "role" or "session_authorization")
        {
            facts.Traits |= StatementTraits.ChangesNameResolution;
        }
    }

    private static void CheckCast(in TokenCursor tokens, StatementFacts facts, int open)
    {
        var close = tokens.Close(open);
        for (var i = close - 1; i > open; i--)
        {
            if (tokens.KeywordAt(i) == Keyword.As)
            {
                Type(tokens, facts, i + 1, IsConstant(tokens, i - 1));
                return;
            }
        }
    }
}
