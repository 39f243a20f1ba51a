using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>Statements about settings, cursors, prepared statements and notifications.</summary>
internal static class SessionStatement
{
    public static StatementKind Classify(in TokenCursor tokens, StatementFacts facts, int start, Keyword verb)
    {
        switch (verb)
        {
            case Keyword.Set:
                return Set(tokens, facts, start + 1);
            case Keyword.Reset or Keyword.Discard:
                facts.Traits |= StatementTraits.ReleasesSession | NameResolution(tokens, start + 1);
                return StatementKind.Session;
            case Keyword.Unlisten or Keyword.Close or Keyword.Deallocate or Keyword.Unlock:
                facts.Traits |= StatementTraits.ReleasesSession;
                return StatementKind.Session;
            case Keyword.Listen or Keyword.Prepare or Keyword.Load:
                facts.Traits |= StatementTraits.PinsSession;
                return verb == Keyword.Load && tokens.Rules.Dialect == SqlDialect.MySql ? Load(tokens, facts, start) : StatementKind.Session;
            case Keyword.Declare:
                // A variable of SQL Server lives as long as its batch; a cursor lives with the session.
                facts.Traits |= tokens[start + 1].Kind == TokenKind.Parameter ? StatementTraits.None : StatementTraits.PinsSession;
                return StatementKind.Session;
            case Keyword.Fetch or Keyword.Move or Keyword.Show or Keyword.Notify:
                return StatementKind.Session;
            case Keyword.Use:
                facts.Traits |= StatementTraits.SetsSession | StatementTraits.ChangesNameResolution;
                return StatementKind.Session;
            case Keyword.Attach or Keyword.Detach when tokens.Rules.Dialect == SqlDialect.Sqlite:
                facts.Traits |= StatementTraits.PinsSession | StatementTraits.ChangesNameResolution;
                return StatementKind.Session;
            case Keyword.Pragma when tokens.Rules.Dialect == SqlDialect.Sqlite:
                facts.Traits |= StatementTraits.SetsSession;
                return StatementKind.Session;
            case Keyword.Execute when tokens.Rules.IsPostgreSql:
            case Keyword.Handler:
                facts.Traits |= StatementTraits.PinsSession;
                return StatementKind.Unknown;
            default:
                return StatementKind.Unknown;
        }
    }

    private static StatementKind Set(in TokenCursor tokens, StatementFacts facts, int i)
    {
        TransactionStatement.Modes(tokens, facts, i);
        if (tokens.KeywordAt(i) == Keyword.Transaction || tokens.IsWord(i, "constraints"))
        {
            facts.Traits |= StatementTraits.SetsTransaction;
            return StatementKind.Transaction;
        }

        if (tokens.IsWord(i, "local"))
        {
            facts.Traits |= StatementTraits.SetsTransaction | NameResolution(tokens, i + 1);
            return StatementKind.Session;
        }

        i += tokens.IsWord(i, "session") && tokens.KeywordAt(i + 1) != Keyword.Transaction ? 1 : 0;
        facts.Traits |= StatementTraits.SetsSession | NameResolution(tokens, i);
        if (tokens.IsWord(i, "session_replication_role"))
        {
            facts.Traits |= StatementTraits.PinsSession;
        }

        return StatementKind.Session;
    }

    private static StatementTraits NameResolution(in TokenCursor tokens, int i)
    {
        var resolves = tokens.KeywordAt(i) is Keyword.Schema or Keyword.All || tokens.IsWord(i, "search_path") || tokens.IsWord(i, "role")
            || tokens.IsWord(i, "authorization") || tokens.IsWord(i, "session_authorization") || tokens.IsWord(i, "session");
        return resolves ? StatementTraits.ChangesNameResolution : StatementTraits.None;
    }

    /// <summary>LOAD DATA INFILE … INTO TABLE t.</summary>
    private static StatementKind Load(in TokenCursor tokens, StatementFacts facts, int start)
    {
        for (var i = start + 1; i < tokens.Count; i++)
        {
            if (tokens.KeywordAt(i) == Keyword.Table)
            {
                Utility.AddTables(tokens, facts, i + 1);
            }
        }

        return StatementKind.Write;
    }
}
