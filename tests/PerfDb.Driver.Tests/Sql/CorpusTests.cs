using System.Text.Json;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>The analyzer over labelled statements outside the repository; eng/check-corpus says where they are.</summary>
public sealed class CorpusTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [InlineData("postgresql", SqlDialect.PostgreSql)]
    [InlineData("sqlite", SqlDialect.Sqlite)]
    public void No_labelled_write_is_a_read_and_nearly_all_reads_are(string name, SqlDialect dialect)
    {
        var folder = Environment.GetEnvironmentVariable("PERFDB_CORPUS");
        if (folder is null)
        {
            output.WriteLine("PERFDB_CORPUS names no folder; nothing was checked.");
            return;
        }

        var analyzer = new SqlAnalyzer(dialect);
        var wrong = new List<string>();
        var lost = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int reads = 0, recognised = 0, texts = 0, unstable = 0;
        foreach (var line in Directory.EnumerateFiles(folder, $"*{name}*.jsonl").SelectMany(File.ReadLines))
        {
            using var document = JsonDocument.Parse(line);
            var sql = document.RootElement.GetProperty("sql").GetString()!;
            var label = document.RootElement.GetProperty("label").GetString();
            var analysis = analyzer.Analyze(sql);
            texts++;
            unstable += IsUnstable(analyzer, analysis, sql) ? 1 : 0;
            if (label == "write" && analysis.Kind == StatementKind.Read)
            {
                wrong.Add(sql);
            }

            if (label == "read")
            {
                reads++;
                recognised += analysis.Kind == StatementKind.Read ? 1 : 0;
                if (analysis.Kind != StatementKind.Read)
                {
                    var key = $"{analysis.Kind}: {string.Join(' ', analysis.Reasons)}";
                    lost[key] = lost.GetValueOrDefault(key) + 1;
                }
            }
        }

        output.WriteLine($"{name}: {texts} texts, {recognised} of {reads} reads recognised, {wrong.Count} writes called reads, {unstable} unstable");
        foreach (var (key, count) in lost)
        {
            output.WriteLine($"  {count,5} lost, {key}");
        }

        foreach (var sql in wrong)
        {
            output.WriteLine("  a write called a read: " + sql);
        }

        Assert.Empty(wrong);
        Assert.Equal(0, unstable);
        Assert.True(recognised >= 0.99 * reads, $"{recognised} of {reads}");
    }

    private static bool IsUnstable(SqlAnalyzer analyzer, SqlAnalysis analysis, string sql) =>
        analyzer.Fingerprint(sql) != analysis.Fingerprint
        || analyzer.Fingerprint(analysis.NormalizedText) != analysis.Fingerprint
        || analyzer.Fingerprint(analysis.RedactedText) != analysis.Fingerprint;
}
