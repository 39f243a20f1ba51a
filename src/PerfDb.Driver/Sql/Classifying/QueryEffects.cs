using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>Notes what words within a query do beside reading.</summary>
internal static class QueryEffects
{
    /// <summary>Notes what a keyword means that begins no clause; false if it may still be a table.</summary>
    public static bool Note(in TokenCursor tokens, StatementFacts facts, int i, Keyword keyword, ref Frame frame)
    {
        if (Keywords.IsTimeValue(keyword))
        {
            facts.Note(Reason.TimeValue, StatementTraits.DependsOnTime | StatementTraits.Nondeterministic);
            return true;
        }

        switch (keyword)
        {
            case Keyword.Current_Schema:
                facts.Session(Reason.SessionFunction, StatementTraits.DependsOnSession);
                return true;
            case Keyword.Into when frame.Verb is Keyword.Insert or Keyword.Replace or Keyword.Merge:
                return true;
            case Keyword.Into:
                SelectInto(tokens, facts, i, ref frame);
                return true;
            case Keyword.For when frame.Role is FrameRole.Query or FrameRole.CteBody:
                For(tokens, facts, i);
                return true;
            case Keyword.Lock:
                facts.Write(Reason.Locking, StatementTraits.Locking);
                return true;
            case Keyword.Tablesample:
                facts.Note(Reason.Sampling, StatementTraits.Samples | StatementTraits.Nondeterministic);
                return true;
            case Keyword.Next when tokens.KeywordAt(i + 1) == Keyword.Value:
                facts.Write(Reason.Sequence, StatementTraits.CallsWriter);
                return true;
            case Keyword.Set when frame.Verb is Keyword.Insert or Keyword.Replace or Keyword.Update or Keyword.Merge:
                frame.End(keyword);
                return true;
            case Keyword.Output when frame.Verb is Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge:
                facts.Traits |= StatementTraits.Returning;
                return true;
            case Keyword.Do when frame.Verb == Keyword.Insert || frame.Verb == Keyword.Merge:
                return true;
        }

        if (Keywords.IsSessionValue(keyword) && tokens.Rules.Dialect is not SqlDialect.Sqlite)
        {
            facts.Note(Reason.SessionValue, StatementTraits.DependsOnSession | StatementTraits.Nondeterministic);
        }
        else if (frame.TableExpected && !IsTablePrefix(keyword))
        {
            return false;
        }
        else if (Keywords.IsForeignToQueries(keyword))
        {
            facts.Doubt(Reason.UnknownSyntax);
        }

        return true;
    }

    private static bool IsTablePrefix(Keyword keyword) => keyword is Keyword.Only or Keyword.Lateral or Keyword.Ignore or Keyword.Or or Keyword.Table
        or Keyword.If or Keyword.Exists or Keyword.Not or Keyword.Rows or Keyword.Abort or Keyword.Rollback or Keyword.Natural or Keyword.Left
        or Keyword.Full or Keyword.Right or Keyword.Inner or Keyword.Cross or Keyword.Outer or Keyword.Top;

    private static void For(in TokenCursor tokens, StatementFacts facts, int i)
    {
        var next = tokens.KeywordAt(i + 1);
        if (next is Keyword.Update or Keyword.Share or Keyword.No || tokens.IsWord(i + 1, "key"))
        {
            facts.Write(Reason.Locking, StatementTraits.Locking);
        }
        else if (tokens.Rules.Dialect != SqlDialect.SqlServer || !(tokens.IsWord(i + 1, "xml") || tokens.IsWord(i + 1, "json") || tokens.IsWord(i + 1, "system_time")))
        {
            facts.Doubt(Reason.UnknownSyntax);
        }
    }

    private static void SelectInto(in TokenCursor tokens, StatementFacts facts, int i, ref Frame frame)
    {
        facts.Write(Reason.SelectInto, StatementTraits.SelectInto);
        var target = i + 1;
        while (tokens.KeywordAt(target) is Keyword.Temp or Keyword.Temporary or Keyword.Unlogged or Keyword.Table)
        {
            facts.Traits |= tokens.KeywordAt(target) is Keyword.Temp or Keyword.Temporary
                ? StatementTraits.PinsSession | StatementTraits.UsesTemporary : StatementTraits.None;
            target++;
        }

        if (tokens[target].IsName)
        {
            facts.AddTable(tokens.TableAt(target, tokens.EndOfName(target)), read: false, write: true);
        }

        frame.End(Keyword.Into);
    }

    /// <summary>A name that is neither table nor call may still be a word of SQL Server's that begins something else.</summary>
    public static void Unquoted(in TokenCursor tokens, StatementFacts facts, int i, in Frame frame)
    {
        if (tokens.Rules.Dialect is not (SqlDialect.SqlServer or SqlDialect.Generic) || tokens[i].Kind != TokenKind.Word || tokens.Is(i - 1, '.')
            || tokens.KeywordAt(i - 1) == Keyword.As)
        {
            return;
        }

        var written = tokens.WrittenAt(i);
        if (written.StartsWith("@@", StringComparison.Ordinal))
        {
            facts.Session(Reason.Variable, StatementTraits.DependsOnSession);
        }
        else if (KnownNames.IsSqlServerVerb(written))
        {
            facts.Doubt(Reason.UnknownSyntax);
        }
        else if (frame.Role == FrameRole.List && KnownNames.IsLockingHint(written))
        {
            facts.Write(Reason.Locking, StatementTraits.Locking);
        }
    }
}
