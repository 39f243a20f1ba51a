using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Support;

/// <summary>Runs what a test describes with EF Core as it is and with the driver, and compares.</summary>
internal static class Scenario
{
    private static readonly ConcurrentDictionary<(Dbms, string), Lazy<Task<IReadOnlyList<string>>>> Oracles = [];

    /// <summary>
    /// Asserts that a scenario notes the same in a wiring as with EF Core as it is, and that the driver counted every
    /// command that EF Core logged.
    /// </summary>
    public static async Task IsAsRaw(
        Dbms dbms,
        Wiring wiring,
        Func<Run, Task> scenario,
        [CallerFilePath] string file = "",
        [CallerMemberName] string name = "")
    {
        var expected = await Oracles.GetOrAdd((dbms, file + name), _ => new(() => RunRaw(dbms, scenario))).Value;
        await using var run = await Run.Start(dbms, wiring);

        await scenario(run);

        Assert.Equal(expected, run.Journal);
        Assert.NotEqual(0, run.LoggedCommands);
        Assert.Equal(run.LoggedCommands + run.OtherCommands, run.Db.Statistics.GetSnapshot().TotalCalls);
    }

    private static async Task<IReadOnlyList<string>> RunRaw(Dbms dbms, Func<Run, Task> scenario)
    {
        await using var run = await Run.Start(dbms, Wiring.Raw);
        await scenario(run);
        Assert.NotEmpty(run.Journal);
        // The oracle must not have met the driver.
        Assert.Equal(0, run.Db.Statistics.GetSnapshot().TotalCalls);
        return run.Journal;
    }
}
