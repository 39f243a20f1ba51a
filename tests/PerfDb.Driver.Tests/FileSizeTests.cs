using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PerfDb.Driver.Tests;

/// <summary>Keeps files and methods small enough to be read at once.</summary>
public sealed partial class FileSizeTests
{
    private const int MaxFileLines = 450;
    private const int MaxMethodLines = 70;
    private const int MaxFilesPerFolder = 25;

    // One forward pass over five dialects is one idea, and cutting it would scatter its state.
    private static readonly string[] Excepted = ["SqlTokenizer.cs"];

    // The fast lane's loop is one switch over classes of characters, and is still being measured in parts.
    private static readonly string[] ExceptedMethods = ["FastLane.cs"];

    [Fact]
    public void No_source_file_is_longer_than_450_lines()
    {
        var tooLong = Sources().Select(f => (File: f, Lines: File.ReadLines(f).Count())).Where(f => f.Lines > MaxFileLines && !Excepted.Contains(Path.GetFileName(f.File)));

        Assert.Empty(tooLong.Select(f => $"{f.File}: {f.Lines} lines"));
    }

    [Fact]
    public void No_method_is_longer_than_70_lines()
    {
        var tooLong = Sources().Where(f => !ExceptedMethods.Contains(Path.GetFileName(f))).SelectMany(Methods).Where(m => m.Lines > MaxMethodLines);

        Assert.Empty(tooLong.Select(m => $"{m.Place}: {m.Lines} lines"));
    }

    [Fact]
    public void No_folder_holds_more_than_25_files()
    {
        var full = Sources().GroupBy(f => Path.GetDirectoryName(f)!).Where(g => g.Count() > MaxFilesPerFolder);

        Assert.Empty(full.Select(g => $"{g.Key}: {g.Count()} files"));
    }

    private static IEnumerable<string> Sources()
    {
        var src = Path.Combine(Root(), "src");
        return Directory.EnumerateFiles(src, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));
    }

    // A member body at one level of indentation: from its opening brace alone on a line to the closing one.
    private static IEnumerable<(string Place, int Lines)> Methods(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] != "    {" || (i > 0 && TypeHeader().IsMatch(lines[i - 1])))
                continue;
            var end = Array.IndexOf(lines, "    }", i);
            if (end > i)
                yield return ($"{file}:{i}", end - i - 1);
        }
    }

    [GeneratedRegex(@"^\s*(public|private|internal|protected).*\b(class|struct|record|enum|interface)\b")]
    private static partial Regex TypeHeader();

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
