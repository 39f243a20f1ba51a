using System.Runtime.InteropServices;
using PerfDb.Driver.Sql.Classifying;
using PerfDb.Driver.Sql.Functions;
using PerfDb.Driver.Sql.Lexing;
using PerfDb.Driver.Sql.Normalizing;

namespace PerfDb.Driver.Sql;

/// <summary>
/// Knows what a command text says: its fingerprint, its kind, its tables and functions, its text without literals. Lexical,
/// total and linear; what it cannot prove it calls <see cref="StatementKind.Unknown"/>. It remembers nothing and is thread-safe.
/// </summary>
public sealed class SqlAnalyzer
{
    private readonly LexicalRules _rules;
    private readonly FunctionTable _functions;
    private readonly int _maxLength;
    private ScanBuffers? _buffers;

    /// <summary>Makes an analyzer for one dialect.</summary>
    /// <param name="dialect">The dialect of the database.</param>
    /// <param name="options">Own functions and settings, or null for the defaults.</param>
    public SqlAnalyzer(SqlDialect dialect, AnalysisOptions? options = null)
    {
        options ??= new AnalysisOptions();
        Dialect = dialect;
        _rules = new LexicalRules(dialect, options);
        _functions = new FunctionTable(dialect, options.Functions);
        _maxLength = options.MaxStatementLength;
    }

    /// <summary>The dialect that the analyzer reads.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>All facts of a command text. Never throws for any text, and takes time linear in its length.</summary>
    /// <param name="sql">The command text.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sql"/> is null.</exception>
    public SqlAnalysis Analyze(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var buffers = Interlocked.Exchange(ref _buffers, null) ?? new ScanBuffers();
        var analysis = Analyze(sql, buffers);
        buffers.Clear();
        _buffers = buffers;
        return analysis;
    }

    /// <summary>The fingerprint alone, without allocation.</summary>
    /// <param name="sql">The command text.</param>
    /// <returns>The same fingerprint as that of <see cref="Analyze(string)"/>.</returns>
    public SqlFingerprint Fingerprint(ReadOnlySpan<char> sql)
    {
        var text = sql[..Math.Min(sql.Length, _maxLength)];
        var memory = default(TextWindowMemory);
        var normalizer = new Normalizer<HashSink>(text, _rules, new SqlTokenizer(text, _rules, ref memory), new HashSink(_rules));
        normalizer.Run(text.Length < sql.Length);
        return new SqlFingerprint(normalizer.Sink.Hash);
    }

    private SqlAnalysis Analyze(string sql, ScanBuffers buffers)
    {
        var text = sql.AsSpan(0, Math.Min(sql.Length, _maxLength));
        var memory = default(TextWindowMemory);
        var normalizer = new Normalizer<TextSink>(text, _rules, new SqlTokenizer(text, _rules, ref memory), new TextSink(text, _rules, buffers));
        normalizer.Run(text.Length < sql.Length);
        var doubtful = normalizer.IsDoubtful || text.Length < sql.Length;
        var tokens = CollectionsMarshal.AsSpan(buffers.Tokens);
        var statements = Statements(text, tokens, buffers.Parser);
        var kind = Combine(statements, doubtful);
        var normalizedText = buffers.Normalized.ToString();
        var redactedText = buffers.Redacted.Written.SequenceEqual(sql) ? sql : buffers.Redacted.ToString();
        var summary = buffers.Parser.Summary.ToString();
        CommentReader.Read(text, buffers.Comments, tokens.Length > 0 ? tokens[0].Start : text.Length, out var hints, out var labels);
        return new SqlAnalysis
        {
            Fingerprint = new SqlFingerprint(normalizer.Sink.Hash),
            Kind = kind,
            NormalizedText = normalizedText,
            RedactedText = redactedText,
            HasLiterals = normalizer.HasLiterals,
            Summary = summary,
            Statements = statements,
            IsCacheable = kind == StatementKind.Read && statements.Length == 1
                && (statements[0].Traits & (StatementTraits.Nondeterministic | StatementTraits.ReadsCatalog | StatementTraits.Explain
                    | StatementTraits.ExplainAnalyze | StatementTraits.Samples | StatementTraits.UsesTemporary)) == 0,
            Reasons = Reasons(statements, doubtful),
            Hints = hints,
            Labels = labels,
            IsTruncated = doubtful,
            SizeBytes = 512 + (2 * (normalizedText.Length + redactedText.Length + summary.Length)) + (statements.Length * 256),
        };
    }

    private StatementAnalysis[] Statements(ReadOnlySpan<char> text, ReadOnlySpan<SqlToken> tokens, ParserBuffers parser)
    {
        var statements = parser.Statements;
        statements.Clear();
        parser.Summary.Clear();
        var start = 0;
        for (var i = 0; i <= tokens.Length; i++)
        {
            if (i < tokens.Length && !tokens[i].Is(';'))
            {
                continue;
            }

            if (i > start)
            {
                statements.Add(StatementClassifier.Classify(new TokenCursor(text, tokens[start..i], _rules), _functions, parser));
            }

            start = i + 1;
        }

        return statements.ToArray();
    }

    private static StatementKind Combine(StatementAnalysis[] statements, bool doubtful)
    {
        if (doubtful || statements.Length == 0)
        {
            return StatementKind.Unknown;
        }

        var kind = StatementKind.Read;
        foreach (var statement in statements)
        {
            if (statement.Kind == StatementKind.Unknown)
            {
                return StatementKind.Unknown;
            }

            kind = Strength(statement.Kind) > Strength(kind) ? statement.Kind : kind;
        }

        return kind;
    }

    private static int Strength(StatementKind kind) => kind switch
    {
        StatementKind.Read => 0,
        StatementKind.Session => 1,
        StatementKind.Transaction => 2,
        StatementKind.Write => 3,
        StatementKind.Ddl => 4,
        _ => 5,
    };

    private static string[] Reasons(StatementAnalysis[] statements, bool doubtful)
    {
        if (statements.Length == 1 && !doubtful)
        {
            return (string[])statements[0].Reasons;
        }

        var reasons = new List<string>();
        if (statements.Length == 0)
        {
            reasons.Add(Reason.Empty);
        }

        if (doubtful)
        {
            reasons.Add(Reason.Truncated);
        }

        if (statements.Length > 1)
        {
            reasons.Add(Reason.SeveralStatements);
        }

        foreach (var statement in statements)
        {
            foreach (var reason in statement.Reasons)
            {
                if (!reasons.Contains(reason))
                {
                    reasons.Add(reason);
                }
            }
        }

        return reasons.ToArray();
    }
}
