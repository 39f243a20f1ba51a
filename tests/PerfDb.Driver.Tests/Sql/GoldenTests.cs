using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>Fingerprints of more than 200 texts, as version 1 of the rules gives them on every machine.</summary>
public sealed class GoldenTests
{
    private const string FileName = "fingerprints.golden.txt";

    [Fact]
    public void FP_I4_Fingerprints_are_those_of_the_golden_file()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Sql", FileName));
        Assert.True(lines.Length >= 200);
        foreach (var line in lines)
        {
            // print TAB dialect TAB text, with line ends and tabs escaped.
            var parts = line.Split('\t');
            var text = System.Text.RegularExpressions.Regex.Unescape(parts[2]);
            Assert.Equal($"{parts[0]} {text}", $"{Shape.Of(text, Enum.Parse<SqlDialect>(parts[1])).Fingerprint} {text}");
        }
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("fa-IR")]
    public void FP_I7_Culture_changes_nothing(string culture)
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo(culture);
            FP_I4_Fingerprints_are_those_of_the_golden_file();
            Assert.Equal("SELECT id, in_stock FROM t", Shape.Normal("select ID, IN_STOCK from T"));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void FP_I3_Changing_any_word_changes_the_print()
    {
        var seen = new Dictionary<SqlFingerprint, string>();
        foreach (var text in Enumerable.Range(0, 20_000).Select(static i => $"select c{i % 100}, d{i / 100 % 50} from t{i / 5000} where a = 1"))
        {
            Assert.True(seen.TryAdd(Shape.Of(text).Fingerprint, text), text);
        }
    }

    [Fact]
    public void FP_I6_The_textual_form_is_16_digits_and_reads_back()
    {
        var fingerprint = Shape.Of("select 1").Fingerprint;

        Assert.Equal(16, fingerprint.ToString().Length);
        Assert.True(SqlFingerprint.TryParse(fingerprint.ToString(), out var again));
        Assert.Equal(fingerprint, again);
        Assert.False(SqlFingerprint.TryParse("12", out _));
    }
}
