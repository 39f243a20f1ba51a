using PerfDb.Driver.Sql;
using Spectre.Console;

namespace PerfDb.Cli.Verbs.Analyze;

/// <summary>An analysis for people: the canonical text with its keywords marked, the facts, the reasons in words.</summary>
internal static class AnalysisView
{
    public static void Write(SqlAnalysis analysis)
    {
        var color = analysis.Kind switch { StatementKind.Read => "green", StatementKind.Unknown => "red", _ => "yellow" };
        AnsiConsole.MarkupLine($"[{color}]{analysis.Kind}[/]  {(analysis.IsCacheable ? "cacheable" : "not cacheable")}  [grey]{analysis.Fingerprint}[/]");
        AnsiConsole.MarkupLine(Highlight(analysis.NormalizedText));
        AnsiConsole.MarkupLine($"summary    {Markup.Escape(analysis.Summary)}");
        foreach (var statement in analysis.Statements)
        {
            AnsiConsole.MarkupLine($"{statement.Operation,-10} {statement.Kind}");
            List("reads", statement.Reads.Select(static table => table.ToString()));
            List("writes", statement.Writes.Select(static table => table.ToString()));
            List("calls", statement.Functions);
        }

        foreach (var reason in analysis.Reasons)
        {
            AnsiConsole.MarkupLine($"- {Markup.Escape(ReasonText.Of(reason))} [grey]({reason})[/]");
        }
    }

    private static void List(string title, IEnumerable<string> names)
    {
        var text = string.Join(", ", names);
        if (text.Length > 0)
        {
            AnsiConsole.MarkupLine($"  {title,-8} {Markup.Escape(text)}");
        }
    }

    /// <summary>Keywords are the words in capitals: the canonical text writes no other word so, unless it was quoted.</summary>
    private static string Highlight(string normalized)
    {
        var words = normalized.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var keyword = words[i].Length > 1 && words[i].All(static c => char.IsAsciiLetterUpper(c) || c == '_');
            words[i] = keyword ? $"[blue]{words[i]}[/]" : Markup.Escape(words[i]).Replace("?", "[yellow]?[/]", StringComparison.Ordinal);
        }

        return string.Join(' ', words);
    }
}
