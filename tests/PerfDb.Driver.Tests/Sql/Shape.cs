using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>Short words for what the tests of the analyzer say over and over.</summary>
internal static class Shape
{
    private static readonly SqlAnalyzer[] Analyzers = Array.ConvertAll(Enum.GetValues<SqlDialect>(), static dialect => new SqlAnalyzer(dialect));

    public static SqlAnalysis Of(string sql, SqlDialect dialect = SqlDialect.PostgreSql) => Analyzers[(int)dialect].Analyze(sql);

    public static string Normal(string sql, SqlDialect dialect = SqlDialect.PostgreSql) => Of(sql, dialect).NormalizedText;

    public static void Reads(string normal, string sql, SqlDialect dialect = SqlDialect.PostgreSql)
    {
        var analysis = Of(sql, dialect);
        Assert.Equal(normal, analysis.NormalizedText);
        Assert.Equal(analysis.Fingerprint, Of(analysis.NormalizedText, dialect).Fingerprint);
        Assert.Equal(analysis.Fingerprint, Of(analysis.RedactedText, dialect).Fingerprint);
        Assert.Equal(analysis.Fingerprint, Analyzers[(int)dialect].Fingerprint(sql));
    }

    public static void Same(SqlDialect dialect, params string[] texts)
    {
        foreach (var text in texts)
        {
            Assert.Equal(Normal(texts[0], dialect), Normal(text, dialect));
            Assert.Equal(Of(texts[0], dialect).Fingerprint, Of(text, dialect).Fingerprint);
        }
    }

    public static void Same(params string[] texts) => Same(SqlDialect.PostgreSql, texts);

    public static void Differ(params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                Assert.NotEqual(Of(texts[k]).Fingerprint, Of(texts[i]).Fingerprint);
            }
        }
    }

    /// <summary>No public string of the analysis shows the secret, in any dialect or in one.</summary>
    public static void Hides(string secret, string sql, SqlDialect dialect)
    {
        foreach (var text in Strings(Of(sql, dialect)))
        {
            Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{dialect} shows it in: {text}\nof: {sql}");
        }
    }

    public static IEnumerable<string> Strings(SqlAnalysis analysis)
    {
        yield return analysis.NormalizedText;
        yield return analysis.RedactedText;
        yield return analysis.Summary;
        foreach (var text in analysis.Reasons.Concat(analysis.Labels).Concat(analysis.Hints.Tags).Concat(analysis.Hints.UnknownKeys))
        {
            yield return text;
        }

        yield return analysis.Hints.Name ?? "";
        yield return analysis.Hints.Route ?? "";
        foreach (var statement in analysis.Statements)
        {
            yield return statement.Operation;
            foreach (var name in statement.Functions.Concat(statement.Reads.Concat(statement.Writes).Select(static table => table.ToString())))
            {
                yield return name;
            }
        }
    }
}
