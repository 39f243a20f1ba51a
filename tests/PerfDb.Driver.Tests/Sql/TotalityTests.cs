using System.Diagnostics;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>Any text gets an answer: generated ones here, ten million of them with PERFDB_LONG=1.</summary>
public sealed class TotalityTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Seed = 20261121;

    [Fact]
    public void Any_generated_text_has_an_answer_that_reads_as_itself()
    {
        var count = LongRun.Count(everyDay: 20_000, full: 10_000_000);
        output.WriteLine($"seed {Seed}, {count} texts");
        var generator = new SqlTextGenerator(new Random(Seed));
        var analyzers = Array.ConvertAll(Enum.GetValues<SqlDialect>(), static dialect => new SqlAnalyzer(dialect));
        for (var i = 0; i < count; i++)
        {
            var analyzer = analyzers[i % analyzers.Length];
            var text = generator.Next();
            var fingerprint = analyzer.Fingerprint(text);

            // The cheap half checks every text; the idempotence of both forms every fourth.
            if (i % 4 == 0)
            {
                Check(analyzer, text, fingerprint);
            }
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData(",")]
    [InlineData("'")]
    [InlineData("/*")]
    [InlineData("- ")]
    [InlineData("in (1,")]
    [InlineData("values (")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    [InlineData("\"a\".")]
    [InlineData("case when ")]
    [InlineData("select(")]
    [InlineData("$a")]
    [InlineData("[")]
    [InlineData("1.")]
    [InlineData("array[")]
    [InlineData("'a'\n")]
    [InlineData("+1")]
    [InlineData("a'\\'")]
    [InlineData("(values (now()),")]
    public void Time_grows_with_the_length_and_no_faster(string piece)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            var analyzer = new SqlAnalyzer(dialect, new AnalysisOptions { MaxStatementLength = 1 << 26 });
            var small = Repeat(piece, 1 << 14);
            var large = Repeat(piece, 1 << 18);
            analyzer.Analyze(small);

            // What else the machine does can spoil an attempt, but not every one; growth beyond linear spoils them all.
            var attempts = Enumerable.Range(0, 4).Select(_ => (Small: Time(analyzer, small, times: 4), Large: Time(analyzer, large, times: 1))).ToList();

            // Sixteen times the length of one, four times that of the four; the rest is for a busy machine.
            Assert.True(
                attempts.Any(a => a.Large < (16 * a.Small) + TimeSpan.FromMilliseconds(250)),
                $"{dialect} '{piece}': {string.Join("; ", attempts.Select(a => $"{a.Small / 4} and {a.Large}"))}");
        }
    }

    private static TimeSpan Time(SqlAnalyzer analyzer, string text, int times)
    {
        var time = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
            analyzer.Analyze(text);
        return time.Elapsed;
    }

    [Fact]
    public void A_text_beyond_the_bound_is_cut_and_unknown()
    {
        var analyzer = new SqlAnalyzer(SqlDialect.PostgreSql, new AnalysisOptions { MaxStatementLength = 1024 });
        var analysis = analyzer.Analyze("select 1 from t where a in (" + Repeat("1, ", 4000) + "1)");

        Assert.True(analysis.IsTruncated);
        Assert.Equal(StatementKind.Unknown, analysis.Kind);
        Assert.True(analysis.NormalizedText.Length < 2048);
    }

    [Fact]
    public void Fifty_megabytes_have_an_answer()
    {
        var analyzer = new SqlAnalyzer(SqlDialect.PostgreSql, new AnalysisOptions { MaxStatementLength = 1 << 26 });
        var text = "select a from t where b in (" + string.Join(", ", Enumerable.Repeat("'abcdefgh'", LongRun.Count(200_000, 4_200_000))) + ")";

        Assert.Equal("SELECT a FROM t WHERE b IN (?+)", analyzer.Analyze(text).NormalizedText);
    }

    private static void Check(SqlAnalyzer analyzer, string text, SqlFingerprint fingerprint)
    {
        var analysis = analyzer.Analyze(text);
        Assert.True(analysis.Fingerprint == fingerprint, $"{analyzer.Dialect}: the two ways differ for\n{text}");
        var again = analyzer.Analyze(analysis.NormalizedText);
        Assert.True(again.Fingerprint == fingerprint, $"{analyzer.Dialect}\n{text}\n{analysis.NormalizedText}\n{again.NormalizedText}");
        var redacted = analyzer.Analyze(analysis.RedactedText);
        Assert.True(redacted.Fingerprint == fingerprint, $"{analyzer.Dialect} redacted\n{text}\n{analysis.RedactedText}\n{analysis.NormalizedText}\n{redacted.NormalizedText}");
        Assert.True(analysis.Summary.Length <= 255);
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1));
}
