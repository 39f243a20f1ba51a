using PerfDb.Driver.Sql;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>The tokenizer, and what other sanitizers are known to leak or to get wrong.</summary>
public sealed class LexerRuleTests
{
    [Fact]
    public void FP_L1_The_hash_of_keywords_is_perfect()
    {
        foreach (var keyword in Enum.GetValues<Keyword>())
        {
            if (keyword != Keyword.None)
            {
                Assert.Equal(keyword, KeywordTable.Find(KeywordTable.Name(keyword)));
                Assert.Equal(keyword, KeywordTable.Find(KeywordTable.Name(keyword).ToLowerInvariant()));
                Assert.Equal(Keyword.None, KeywordTable.Find(KeywordTable.Name(keyword) + "x"));
            }
        }
    }

    [Fact]
    public void FP_L2_Tokens_and_the_white_space_between_them_are_the_text()
    {
        var generator = new SqlTextGenerator(new Random(4711));
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            var rules = new LexicalRules(dialect, new AnalysisOptions());
            for (var i = 0; i < 2000; i++)
            {
                var text = generator.Next();
                var memory = default(TextWindowMemory);
                var tokenizer = new SqlTokenizer(text, rules, ref memory);
                var end = 0;
                while (tokenizer.Read())
                {
                    Assert.True(tokenizer.Start >= end && tokenizer.End > tokenizer.Start, text);
                    Assert.True(string.IsNullOrWhiteSpace(text[end..tokenizer.Start]), text);
                    end = tokenizer.End;
                }

                Assert.True(string.IsNullOrWhiteSpace(text[end..]), text);
            }
        }
    }

    [Theory]
    [InlineData("select 'secret")]
    [InlineData("select \"secret")]
    [InlineData("select /* secret")]
    [InlineData("select $x$ secret")]
    [InlineData("select E'secret\\'")]
    public void FP_L3_What_does_not_end_is_a_doubt_to_the_end(string sql)
    {
        Assert.True(Shape.Of(sql).IsTruncated);
        Assert.Equal(StatementKind.Unknown, Shape.Of(sql).Kind);
        Shape.Hides("secret", sql, SqlDialect.PostgreSql);
    }

    [Theory]
    [InlineData("select ＇secret＇ from t")]
    [InlineData("select ‘secret’ from t")]
    [InlineData("select 'a\0secret' from t")]
    [InlineData("select '\uD800secret' from t")]
    public void FP_L4_Quotes_of_a_word_processor_and_broken_text_hide_what_they_hold(string sql)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            Shape.Hides("secret", sql, dialect);
        }
    }

    [Fact]
    public void FP_L5_Depth_is_counted_and_not_followed()
    {
        var analysis = Shape.Of("select " + new string('(', 100_000) + "1" + new string(')', 100_000));

        Assert.Equal(StatementKind.Unknown, analysis.Kind);
        Assert.Contains("too-deep", analysis.Reasons);
    }

    [Fact]
    public void FP_L8_Settings_of_the_server_change_what_a_quote_is()
    {
        Assert.Equal("SELECT ?", Shape.Normal("select \"x\"", SqlDialect.MySql));
        var ansi = new SqlAnalyzer(SqlDialect.MySql, new AnalysisOptions { DoubleQuotedIdentifiers = true });
        Assert.Equal("SELECT x", ansi.Analyze("select \"x\"").NormalizedText);
        var off = new SqlAnalyzer(SqlDialect.SqlServer, new AnalysisOptions { DoubleQuotedIdentifiers = false });
        Assert.Equal("SELECT ?", off.Analyze("select \"x\"").NormalizedText);
    }

    [Theory]
    [InlineData(@"select 'it\'s secret', 'other secret' from t")]
    [InlineData("select $$secret o'clock$$ from t where a = 'pii'")]
    [InlineData("select N'secret', x'secret' from t")]
    [InlineData("select 'O'secret' from t")]
    public void FP_L9_A_text_of_another_dialect_hides_its_literals(string sql)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            Shape.Hides("secret", sql, dialect);
        }
    }

    [Fact]
    public void FP_X1_A_positional_parameter_stays_in_the_redacted_text() => Assert.Equal("select a from t where id = $1", Shape.Of("select a from t where id = $1").RedactedText);

    [Fact]
    public void FP_X2_X3_Escaped_and_dollar_quoted_secrets_do_not_leak()
    {
        Shape.Hides("secret", @"SELECT E'it\'s secret', 'other secret' FROM t", SqlDialect.PostgreSql);
        Shape.Hides("secret", "SELECT $$secret o'clock$$ FROM t WHERE a = 'pii'", SqlDialect.PostgreSql);
    }

    [Fact]
    public void FP_X4_A_quote_in_a_name_opens_no_string() =>
        Assert.Equal("SELECT * FROM \"it's\" WHERE ssn = ?", Shape.Normal("SELECT * FROM \"it's\" WHERE ssn = '123-45-6789'"));

    [Fact]
    public void FP_X5_X10_X14_Numbers_end_where_they_end() =>
        Assert.Equal("SELECT ?, users_2009, abc123def, t5, md5, a ->> ?, ? - ?, ?, ?", Shape.Normal("select 1_000_000, users_2009, abc123def, t5, md5, a->>'x', 5-3, 0xFF, X'1F'"));

    [Fact]
    public void FP_X6_X12_Nested_comments_are_one_comment() => Assert.Equal("SELECT ? FROM t", Shape.Normal("select 1 /* outer /* nested */ 'x' still */ from t"));

    [Fact]
    public void FP_X7_Tags_are_offered_as_labels_without_values() =>
        Assert.Equal(["Orders of ? on page ?"], Shape.Of("-- Orders of 'Ann' on page 42\nselect 1").Labels);

    [Fact]
    public void FP_X9_Quoted_names_stay() => Assert.Equal("SELECT * FROM \"Users\" WHERE \"Id\" = ?", Shape.Normal("SELECT * FROM \"Users\" WHERE \"Id\" = 5"));

    [Fact]
    public void FP_X11_X13_A_dash_in_a_literal_is_no_comment() =>
        Assert.Equal("SELECT ?, ? FROM t WHERE b = ?", Shape.Normal(@"select $$don't -- drop$$, E'it\'s' from t where b = 2"));

    [Fact]
    public void FP_X15_X16_Utilities_show_no_value()
    {
        Shape.Hides("secret", "COPY t FROM '/secret/y'", SqlDialect.PostgreSql);
        Shape.Hides("secret", "EXECUTE p('secret')", SqlDialect.PostgreSql);
        Shape.Hides("secret", "select 'secret", SqlDialect.PostgreSql);
    }

    [Fact]
    public void FP_X17_An_apostrophe_in_a_comment_swallows_nothing() =>
        Assert.Equal("SELECT ?, t1 FROM t", Shape.Normal("select 'it''s', t1 -- don't\nfrom t"));

    [Fact]
    public void FP_X18_X19_Escapes_and_brackets_of_sql_server_are_read() =>
        Assert.Equal("SELECT [a b] FROM t WHERE a LIKE ? ESCAPE ? AND b = ?", Shape.Normal(@"select [a b] from t where a like 'a\' escape '\' and b = 1", SqlDialect.SqlServer));

    [Fact]
    public void FP_X20_X21_Extract_and_calls_in_lists_keep_their_brackets()
    {
        Assert.Equal("SELECT extract(epoch FROM ?)", Shape.Normal("select extract(epoch from $1)"));
        Assert.Equal("SELECT a IN (?, ?, int4(?))", Shape.Normal("select a in (1,2,int4(1))"));
    }
}
