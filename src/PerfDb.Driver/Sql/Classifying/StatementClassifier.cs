using PerfDb.Driver.Sql.Functions;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>
/// Decides what one statement does: the leading verb proposes a kind, the walk through its tokens confirms or refuses it. A
/// statement is a read only if its verb can read and nothing in it was found that writes, locks, uses the session or is not known.
/// </summary>
internal static class StatementClassifier
{
    public static StatementAnalysis Classify(in TokenCursor tokens, FunctionTable functions, ParserBuffers buffers)
    {
        var facts = buffers.Facts;
        facts.Clear();
        var start = 0;
        while (tokens.Is(start, '('))
        {
            start++;
        }

        var verb = tokens.KeywordAt(start);
        var operation = Operation(tokens, start);
        var explain = verb is Keyword.Explain or Keyword.Describe or Keyword.Desc;
        if (explain)
        {
            buffers.Summary.Add(tokens.WrittenAt(start));
            start = SkipExplain(tokens, start + 1, out var analyze);
            verb = tokens.KeywordAt(start);
            facts.Note(Reason.Explain, analyze ? StatementTraits.ExplainAnalyze : StatementTraits.Explain);
        }

        if (verb is Keyword.Select or Keyword.Values or Keyword.With or Keyword.Table || Keywords.IsDml(verb))
        {
            return Query(tokens, functions, buffers, explain ? start : 0, operation);
        }

        // DESCRIBE t of MySQL asks the catalogue.
        if (explain && tokens[start].IsName && verb == Keyword.None)
        {
            return facts.ToAnalysis(StatementKind.Session, operation, writesAreComplete: true);
        }

        return Utility.Classify(tokens, functions, buffers, start, verb, operation);
    }

    public static StatementAnalysis Query(in TokenCursor tokens, FunctionTable functions, ParserBuffers buffers, int start, string operation)
    {
        var facts = buffers.Facts;
        new QueryWalker(tokens, functions, buffers).Walk(start);
        var kind = facts.Writes ? StatementKind.Write
            : facts.IsUnknown ? StatementKind.Unknown
            : facts.UsesSession ? StatementKind.Session
            : StatementKind.Read;
        return facts.ToAnalysis(kind, operation, writesAreComplete: true);
    }

    private static string Operation(in TokenCursor tokens, int start)
    {
        const int longest = 32;
        var token = tokens[start];
        if (token.Keyword != Keyword.None)
        {
            return KeywordTable.Name(token.Keyword);
        }

        return token.Kind == TokenKind.Word && token.Length <= longest ? tokens.WrittenAt(start).ToString().ToUpperInvariant() : "";
    }

    /// <summary>The first token of the explained statement.</summary>
    private static int SkipExplain(in TokenCursor tokens, int i, out bool analyze)
    {
        analyze = false;
        if (tokens.Is(i, '(') && !(tokens.KeywordAt(i + 1) is Keyword.Select or Keyword.With or Keyword.Values or Keyword.Table) && !tokens.Is(i + 1, '('))
        {
            var close = tokens.Close(i);
            for (; i < close; i++)
            {
                if (tokens.KeywordAt(i) is Keyword.Analyze or Keyword.Analyse)
                {
                    var off = tokens.KeywordAt(i + 1) == Keyword.False || tokens.IsWord(i + 1, "off") || tokens.WrittenAt(i + 1) is "0";
                    analyze |= !off;
                }
            }

            i = close + 1;
        }

        while (i < tokens.Count && (tokens.KeywordAt(i) is Keyword.Analyze or Keyword.Analyse || tokens.IsWord(i, "verbose")
            || tokens.IsWord(i, "query") || tokens.IsWord(i, "plan") || tokens.KeywordAt(i) == Keyword.For || IsFormat(tokens, i)))
        {
            analyze |= tokens.KeywordAt(i) is Keyword.Analyze or Keyword.Analyse;
            i += IsFormat(tokens, i) ? 3 : 1;
        }

        return i;
    }

    private static bool IsFormat(in TokenCursor tokens, int i) => tokens.IsWord(i, "format") && tokens[i + 1] is { Kind: TokenKind.Operator, First: '=' };
}
