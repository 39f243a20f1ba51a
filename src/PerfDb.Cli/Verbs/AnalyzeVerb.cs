using System.CommandLine;
using PerfDb.Cli.Verbs.Analyze;
using PerfDb.Driver.Sql;

namespace PerfDb.Cli.Verbs;

/// <summary><c>perfdb analyze</c>: what the driver knows about SQL texts, for people or as lines of JSON.</summary>
internal static class AnalyzeVerb
{
    private const string JsonLines = "jsonl";
    private const string Text = "text";

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "What to read; - is standard input. With --format jsonl one JSON object a line with a member sql, else one SQL text.",
            DefaultValueFactory = static _ => "-",
        };
        var dialect = new Option<string>("--dialect")
        {
            Description = "The dialect of the texts.",
            HelpName = "postgresql|sqlite|mysql|sqlserver|generic",
            DefaultValueFactory = static _ => "generic",
        };
        var format = new Option<string>("--format")
        {
            Description = "text for people, jsonl for programs.",
            HelpName = "text|jsonl",
            DefaultValueFactory = static _ => Text,
        };
        dialect.AcceptOnlyFromAmong("postgresql", "sqlite", "mysql", "sqlserver", "generic");
        format.AcceptOnlyFromAmong(Text, JsonLines);
        var command = new Command("analyze", "Shows the fingerprint, kind, tables and functions of SQL texts, and why they are not reads or not cacheable.")
        {
            file, dialect, format,
        };
        command.SetAction(result => Execute(result.GetValue(file)!, result.GetValue(dialect)!, result.GetValue(format) == JsonLines));
        return command;
    }

    private static int Execute(string file, string dialect, bool jsonLines)
    {
        var analyzer = new SqlAnalyzer(dialect switch
        {
            "postgresql" => SqlDialect.PostgreSql,
            "sqlite" => SqlDialect.Sqlite,
            "mysql" => SqlDialect.MySql,
            "sqlserver" => SqlDialect.SqlServer,
            _ => SqlDialect.Generic,
        });
        try
        {
            using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var reader = new StreamReader(input);
            if (jsonLines)
            {
                using var output = Console.OpenStandardOutput();
                return AnalysisJsonLines.Run(analyzer, reader, output, Console.Error) ? ExitCodes.Success : ExitCodes.Failure;
            }

            AnalysisView.Write(analyzer.Analyze(reader.ReadToEnd()));
            return ExitCodes.Success;
        }
        catch (IOException exception)
        {
            throw new CommandException(ExitCodes.Failure, exception.Message, exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new CommandException(ExitCodes.Failure, exception.Message, exception);
        }
    }
}
