using PerfDb.Driver.Sql.Functions;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>Statements other than queries and changes of rows: definitions, transactions, settings, cursors.</summary>
internal static class Utility
{
    public static StatementAnalysis Classify(
        in TokenCursor tokens, FunctionTable functions, ParserBuffers buffers, int start, Keyword verb, string operation)
    {
        var facts = buffers.Facts;
        var dialect = tokens.Rules.Dialect;
        var complete = true;
        Summarize(tokens, buffers.Summary, start, verb);
        var kind = verb switch
        {
            Keyword.Truncate => Truncate(tokens, facts, start, out complete),
            Keyword.Copy => Copy(tokens, functions, buffers, start),
            Keyword.Create or Keyword.Alter or Keyword.Drop or Keyword.Comment or Keyword.Grant or Keyword.Revoke or Keyword.Reassign
                or Keyword.Security or Keyword.Import or Keyword.Rename => Definition(tokens, facts, start, verb, out complete),
            Keyword.Refresh or Keyword.Vacuum or Keyword.Analyze or Keyword.Analyse or Keyword.Reindex or Keyword.Cluster or Keyword.Checkpoint
                or Keyword.Optimize or Keyword.Repair => Maintenance(tokens, facts, start, verb),
            Keyword.Begin or Keyword.Start or Keyword.Commit or Keyword.End or Keyword.Rollback or Keyword.Abort or Keyword.Savepoint
                or Keyword.Release => TransactionStatement.Classify(tokens, facts, start, verb, out complete),
            Keyword.Prepare when tokens.KeywordAt(start + 1) == Keyword.Transaction => TransactionStatement.Classify(tokens, facts, start, verb, out complete),
            Keyword.Lock => Lock(facts),
            _ => SessionStatement.Classify(tokens, facts, start, verb),
        };
        if (kind == StatementKind.Unknown)
        {
            facts.Doubt(Reason.UnknownVerb);
        }
        else if (kind is StatementKind.Session or StatementKind.Transaction && dialect is not (SqlDialect.PostgreSql or SqlDialect.Sqlite)
            && HasChanges(tokens, start + 1))
        {
            // Where statements need no semicolon between them, the rest of the text may be another one.
            facts.Doubt(Reason.UnknownSyntax);
            kind = StatementKind.Unknown;
        }

        return facts.ToAnalysis(kind, operation, complete);
    }

    /// <summary>The tables from a place on, separated by commas.</summary>
    public static void AddTables(in TokenCursor tokens, StatementFacts facts, int i)
    {
        while (tokens[i].IsName)
        {
            var end = tokens.EndOfName(i);
            facts.AddTable(tokens.TableAt(i, end), read: false, write: true);
            i = end + 1;
            if (!tokens.Is(i, ','))
            {
                return;
            }

            i++;
        }
    }

    private static void Summarize(in TokenCursor tokens, SummaryWriter summary, int start, Keyword verb)
    {
        if (tokens[start].Kind != TokenKind.Word || tokens[start].Length > 32)
        {
            return;
        }

        summary.Add(tokens.WrittenAt(start));
        var i = start + 1;
        if (verb is Keyword.Create or Keyword.Alter or Keyword.Drop)
        {
            while (tokens.KeywordAt(i) is Keyword.Or or Keyword.Replace or Keyword.Temp or Keyword.Temporary or Keyword.Unlogged or Keyword.Unique)
            {
                i++;
            }

            if (tokens.KeywordAt(i) is not (Keyword.Table or Keyword.View or Keyword.Index))
            {
                return;
            }

            summary.Add(tokens.WrittenAt(i++));
        }
        else if (verb is not (Keyword.Truncate or Keyword.Copy or Keyword.Call or Keyword.Exec or Keyword.Execute))
        {
            return;
        }

        if (tokens.Rules.IsPostgreSql && verb == Keyword.Execute)
        {
            return;
        }

        i = SkipWords(tokens, i);
        while (tokens[i].IsName)
        {
            var end = tokens.EndOfName(i);
            summary.Add(tokens.WrittenBetween(i, end));
            i = tokens.Is(end + 1, ',') ? end + 2 : tokens.Count;
        }
    }

    private static bool HasChanges(in TokenCursor tokens, int start)
    {
        for (var i = start; i < tokens.Count; i++)
        {
            var keyword = tokens.KeywordAt(i);
            if (Keywords.IsDml(keyword) || keyword is Keyword.Exec or Keyword.Execute or Keyword.Create or Keyword.Drop or Keyword.Alter or Keyword.Truncate
                or Keyword.Into)
            {
                return true;
            }
        }

        return false;
    }

    private static int SkipWords(in TokenCursor tokens, int i)
    {
        while (tokens.KeywordAt(i) is Keyword.If or Keyword.Not or Keyword.Exists or Keyword.Only or Keyword.Table or Keyword.View or Keyword.Index
            or Keyword.Temp or Keyword.Temporary or Keyword.Unlogged or Keyword.Materialized or Keyword.Unique || tokens.IsWord(i, "concurrently"))
        {
            i++;
        }

        return i;
    }

    private static StatementKind Truncate(in TokenCursor tokens, StatementFacts facts, int start, out bool complete)
    {
        AddTables(tokens, facts, SkipWords(tokens, start + 1));
        complete = !Contains(tokens, start, "cascade");
        return StatementKind.Write;
    }

    private static StatementKind Copy(in TokenCursor tokens, FunctionTable functions, ParserBuffers buffers, int start)
    {
        var facts = buffers.Facts;
        facts.Traits |= StatementTraits.Copy;
        if (tokens.Is(start + 1, '('))
        {
            new QueryWalker(tokens, functions, buffers).Walk(start + 1);
            return StatementKind.Write;
        }

        if (tokens[start + 1].IsName)
        {
            var end = tokens.EndOfName(start + 1);
            var next = tokens.Is(end + 1, '(') ? tokens.Close(end + 1) + 1 : end + 1;
            var reads = tokens.KeywordAt(next) == Keyword.To;
            facts.AddTable(tokens.TableAt(start + 1, end), reads, !reads);
        }

        return StatementKind.Write;
    }

    private static StatementKind Definition(in TokenCursor tokens, StatementFacts facts, int start, Keyword verb, out bool complete)
    {
        var i = start + 1;
        while (tokens.KeywordAt(i) is Keyword.Or or Keyword.Replace or Keyword.Unlogged or Keyword.Temp or Keyword.Temporary or Keyword.Unique
            or Keyword.Materialized or Keyword.Recursive || tokens.IsWord(i, "global") || tokens.IsWord(i, "local") || tokens.IsWord(i, "virtual")
            || tokens.IsWord(i, "foreign"))
        {
            if (tokens.KeywordAt(i) is Keyword.Temp or Keyword.Temporary && verb == Keyword.Create)
            {
                facts.Traits |= StatementTraits.PinsSession | StatementTraits.UsesTemporary;
            }

            i++;
        }

        var target = tokens.KeywordAt(i);
        var named = target is Keyword.Table or Keyword.View && verb is Keyword.Create or Keyword.Alter or Keyword.Drop;
        if (named)
        {
            AddTables(tokens, facts, SkipWords(tokens, i + 1));
        }

        complete = (named || target == Keyword.Index) && !Contains(tokens, start, "cascade");
        return StatementKind.Ddl;
    }

    private static StatementKind Maintenance(in TokenCursor tokens, StatementFacts facts, int start, Keyword verb)
    {
        if (verb == Keyword.Refresh)
        {
            AddTables(tokens, facts, SkipWords(tokens, start + 1));
            return StatementKind.Write;
        }

        return StatementKind.Ddl;
    }

    private static StatementKind Lock(StatementFacts facts)
    {
        facts.Note(Reason.Locking, StatementTraits.Locking | StatementTraits.PinsSession);
        return StatementKind.Session;
    }

    private static bool Contains(in TokenCursor tokens, int start, string word)
    {
        for (var i = start; i < tokens.Count; i++)
        {
            if (tokens.IsWord(i, word))
            {
                return true;
            }
        }

        return false;
    }
}
