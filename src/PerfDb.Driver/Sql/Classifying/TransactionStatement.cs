using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>Statements that begin, end or shape a transaction.</summary>
internal static class TransactionStatement
{
    public static StatementKind Classify(in TokenCursor tokens, StatementFacts facts, int start, Keyword verb, out bool complete)
    {
        complete = true;
        Modes(tokens, facts, start + 1);
        var sqlServer = tokens.Rules.Dialect == SqlDialect.SqlServer;
        switch (verb)
        {
            case Keyword.Begin or Keyword.Start:
                // BEGIN of SQL Server opens a block unless a transaction is named.
                if (sqlServer && !(tokens.KeywordAt(start + 1) == Keyword.Transaction || tokens.IsWord(start + 1, "tran")))
                {
                    return StatementKind.Unknown;
                }

                facts.Traits |= StatementTraits.BeginsTransaction;
                return StatementKind.Transaction;
            case Keyword.Commit or Keyword.End or Keyword.Rollback or Keyword.Abort when tokens.IsWord(start + 1, "prepared"):
            case Keyword.Prepare:
                // Another session's changes, or this one's from another session, become visible without our seeing them.
                complete = false;
                facts.Traits |= verb == Keyword.Prepare ? StatementTraits.PoisonsSession : StatementTraits.None;
                return StatementKind.Transaction;
            case Keyword.End when sqlServer:
                return StatementKind.Unknown;
            case Keyword.Commit or Keyword.End:
                facts.Traits |= StatementTraits.CommitsTransaction | Chained(tokens, start);
                return StatementKind.Transaction;
            case Keyword.Rollback or Keyword.Abort:
                facts.Traits |= IsToSavepoint(tokens, start)
                    ? StatementTraits.Savepoint
                    : StatementTraits.RollsBackTransaction | Chained(tokens, start);
                return StatementKind.Transaction;
            default:
                facts.Traits |= StatementTraits.Savepoint;
                return StatementKind.Transaction;
        }
    }

    /// <summary>READ ONLY and SERIALIZABLE, wherever they stand.</summary>
    public static void Modes(in TokenCursor tokens, StatementFacts facts, int start)
    {
        for (var i = start; i < tokens.Count; i++)
        {
            if (tokens.IsWord(i, "read") && tokens.KeywordAt(i + 1) == Keyword.Only)
            {
                facts.Traits |= StatementTraits.ReadOnlyMode;
            }
            else if (tokens.IsWord(i, "serializable"))
            {
                facts.Traits |= StatementTraits.Serializable;
            }
        }
    }

    private static bool IsToSavepoint(in TokenCursor tokens, int start)
    {
        for (var i = start + 1; i < Math.Min(tokens.Count, start + 4); i++)
        {
            if (tokens.KeywordAt(i) == Keyword.To)
            {
                return true;
            }
        }

        return false;
    }

    private static StatementTraits Chained(in TokenCursor tokens, int start)
    {
        for (var i = start + 1; i < Math.Min(tokens.Count, start + 5); i++)
        {
            if (tokens.IsWord(i, "chain") && tokens.KeywordAt(i - 1) != Keyword.No)
            {
                return StatementTraits.BeginsTransaction;
            }
        }

        return StatementTraits.None;
    }
}
