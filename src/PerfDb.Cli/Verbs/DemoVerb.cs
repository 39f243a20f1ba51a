using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PerfDb.Cli.Demo;

namespace PerfDb.Cli.Verbs;

/// <summary><c>perfdb demo</c>: a shop database, a workload over the driver, and what the driver saw of it.</summary>
internal static class DemoVerb
{
    private static readonly Option<int> Seconds = Number(
        "--seconds", "How long the workload runs.", DemoSettings.DefaultSeconds, 1, DemoSettings.MaxSeconds);

    private static readonly Option<int> Workers = Number(
        "--workers", "How many workers run at the same time.", Math.Clamp(Environment.ProcessorCount, 3, 8), 1, DemoSettings.MaxWorkers);

    private static readonly Option<int> Seed = Number(
        "--seed", "What the rows and the workload's choices are drawn from.", DemoSettings.DefaultSeed, 0, int.MaxValue);

    private static readonly Option<string> Provider = new("--provider")
    {
        Description = "The database: sqlite, or npgsql for PostgreSQL.",
        HelpName = "sqlite|npgsql",
        DefaultValueFactory = static _ => DemoSettings.Sqlite,
    };

    private static readonly Option<string?> Connection = new("--connection")
    {
        Description = "The provider's connection string. The demo makes tables of its own there, named perfdb_demo_..., and drops them "
            + "at the end. Without it the demo uses a temporary SQLite file.",
        HelpName = "string",
    };

    private static readonly Option<string?> Json = new("--json")
    {
        Description = "Also writes the result to a file as JSON; with - to standard output, and nothing else there.",
        HelpName = "file",
    };

    private static readonly Option<bool> Replace = new("--replace")
    {
        Description = "Drops tables that an earlier demo left behind, instead of refusing to touch them.",
    };

    public static Command Create()
    {
        Provider.Validators.Add(static result =>
        {
            if (result.Tokens.Count != 0 && result.Tokens[0].Value is not (DemoSettings.Sqlite or DemoSettings.Npgsql))
                result.AddError($"--provider is sqlite or npgsql, not '{result.Tokens[0].Value}'.");
        });
        var command = new Command("demo", "Makes a shop database, runs a mixed workload over PerfDb.Driver and shows what it saw and cost.")
        {
            Seconds, Provider, Connection, Json, Seed, Workers, Replace,
        };
        command.Validators.Add(static result =>
        {
            if (result.GetValue(Provider) == DemoSettings.Npgsql && string.IsNullOrWhiteSpace(result.GetValue(Connection)))
                result.AddError("--provider npgsql needs --connection, for instance --connection \"Host=localhost;Username=app;Database=test\".");
        });
        command.SetAction(static (parsed, _) => DemoRun.RunAsync(new DemoSettings
        {
            Seconds = parsed.GetValue(Seconds),
            Provider = parsed.GetValue(Provider)!,
            Connection = parsed.GetValue(Connection),
            JsonFile = parsed.GetValue(Json),
            Seed = parsed.GetValue(Seed),
            Workers = parsed.GetValue(Workers),
            Replace = parsed.GetValue(Replace),
        }));
        return command;
    }

    // The library's own message names System.Int32, which tells a user of the command nothing.
    private static Option<int> Number(string name, string description, int defaultValue, int min, int max) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = (ArgumentResult result) =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
                return value;
            var range = max == int.MaxValue ? $"a whole number of {min} or more" : $"a whole number from {min} to {max}";
            result.AddError($"{name} is {range}, not '{text}'.");
            return defaultValue;
        },
    };
}
