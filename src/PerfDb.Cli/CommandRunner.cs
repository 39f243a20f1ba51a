using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Data.Common;

namespace PerfDb.Cli;

/// <summary>Parses and runs. Whatever goes wrong that a user can cause is one line on standard error, never a stack trace.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        // A bare `perfdb` asks what there is.
        root.SetAction(static parsed => new HelpAction().Invoke(parsed));
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
            return Fail(ExitCodes.Usage, MostTelling(parsed), hint: true);

        try
        {
            // The verbs watch for signals themselves, and a fault that nobody expected shall show its trace.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (CommandException e)
        {
            return Fail(e.ExitCode, e.Message, hint: e.ExitCode == ExitCodes.Usage);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            return Fail(ExitCodes.Failure, e.Message, hint: false);
        }
    }

    // Of the faults of one command line, that a verb is missing follows from the others.
    private static string MostTelling(ParseResult parsed)
    {
        var stranger = parsed.UnmatchedTokens.Count == 0 ? null : $"'{parsed.UnmatchedTokens[0]}' is neither a verb nor an option here.";
        return stranger ?? parsed.Errors[0].Message;
    }

    private static int Fail(int exitCode, string message, bool hint)
    {
        var line = string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Console.Error.WriteLine(hint ? $"perfdb: {line} See 'perfdb --help'." : $"perfdb: {line}");
        return exitCode;
    }
}
