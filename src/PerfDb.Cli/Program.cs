using System.CommandLine;
using PerfDb.Cli;
using PerfDb.Cli.Verbs;

var root = new RootCommand("PerfDb.Driver on the command line.")
{
    AnalyzeVerb.Create(),
    DemoVerb.Create(),
};

return await CommandRunner.RunAsync(root, args);
