using BenchmarkDotNet.Running;
using PerfDb.Benchmarks.Interleaved;

// "interception" compares two arms in one interleaved run; anything else goes to BenchmarkDotNet.
SQLitePCL.Batteries_V2.Init();
if (args is ["interception", ..])
{
    InterceptionRun.Execute(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 60);
    return;
}

if (args is ["sql"])
{
    SqlRun.Execute();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
