using System.Text.Json;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>Our notion of the same statement against libpg_query's; needs the library and, for the large run, a corpus.</summary>
public sealed class LibPgQueryTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Seed = 20261123;

    private static readonly string[] Own =
    [
        "select a, b from t where c = 5 and d in (1, 2, 3) order by a limit 10", "insert into t (a, b) values (1, 'x'), (2, 'y')",
        "update t set a = 'x' where b between 1 and 2", "delete from t where a like 'x%'", "select count(*) from a join b on a.x = b.y group by a.z having sum(b.w) > 100",
        "with x as (select a from t where b = 'y') select * from x where a <> 3", "select case when a > 1 then 'x' else 'y' end from t", "select a::text || 'x' from t",
        "select coalesce(a, 0), b -> 'k' from t where c is not null and d = any(array[1, 2])", "select * from (values (1, 'x')) as v(a, b)",
    ];

    [Fact]
    public void What_differs_only_in_values_spacing_and_case_is_the_same_for_both()
    {
        if (!LibPgQuery.IsInstalled)
        {
            output.WriteLine("libpg_query is not installed (Debian: libpg-query-dev); nothing was compared.");
            return;
        }

        output.WriteLine($"seed {Seed}");
        var analyzer = new SqlAnalyzer(SqlDialect.PostgreSql);
        var generator = new VariantGenerator(new Random(Seed));
        int equal = 0, ours = 0;
        foreach (var text in Texts())
        {
            for (var i = 0; i < 3 && LibPgQuery.Fingerprint(text) is { } theirs; i++)
            {
                var variant = generator.Next(text);
                if (LibPgQuery.Fingerprint(variant) != theirs)
                {
                    continue;
                }

                equal++;
                var same = analyzer.Fingerprint(text) == analyzer.Fingerprint(variant);
                ours += same ? 1 : 0;
                if (!same && (equal - ours) % 8 == 1)
                {
                    output.WriteLine($"{analyzer.Analyze(text).NormalizedText}\n  {analyzer.Analyze(variant).NormalizedText}");
                }
            }
        }

        output.WriteLine($"{ours} of {equal} pairs that libpg_query holds equal are equal for us");
        Assert.True(ours >= 0.995 * equal, $"{ours} of {equal}");
    }

    [Fact]
    public void What_libpg_query_separates_is_separate_for_us_but_for_the_listed_mergers()
    {
        if (!LibPgQuery.IsInstalled)
        {
            return;
        }

        var analyzer = new SqlAnalyzer(SqlDialect.PostgreSql);
        var groups = new Dictionary<SqlFingerprint, (ulong Theirs, string Text)>();
        int texts = 0, mergers = 0;
        foreach (var text in Texts())
        {
            if (LibPgQuery.Fingerprint(text) is not { } theirs)
            {
                continue;
            }

            texts++;
            var fingerprint = analyzer.Fingerprint(text);
            if (!groups.TryAdd(fingerprint, (theirs, text)) && groups[fingerprint].Theirs != theirs)
            {
                mergers++;
                output.WriteLine($"{groups[fingerprint].Text.ReplaceLineEndings(" ")}\n  {text.ReplaceLineEndings(" ")}");
            }
        }

        output.WriteLine($"{mergers} of {texts} texts share our print with one that libpg_query separates");
        Assert.True(mergers <= 0.01 * texts, $"{mergers} of {texts}");
    }

    private static IEnumerable<string> Texts()
    {
        var folder = Environment.GetEnvironmentVariable("PERFDB_CORPUS");
        return folder is null ? Own : Directory.EnumerateFiles(folder, "*.jsonl").SelectMany(File.ReadLines)
            .Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("sql").GetString()!);
    }
}
