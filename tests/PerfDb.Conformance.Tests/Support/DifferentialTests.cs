using System.Text;

namespace PerfDb.Conformance.Tests.Support;

/// <summary>Base of tests that run the same calls on the bare provider and on every face of the driver.</summary>
public abstract class DifferentialTests(Databases databases) : IClassFixture<Databases>
{
    private protected Databases Databases => databases;

    /// <summary>Runs a scenario on all sides and fails with every step at which a face answers otherwise.</summary>
    private protected async Task Compare(Provider provider, bool async, Func<World, Task> scenario, Func<Face, bool>? faces = null)
    {
        var database = await databases.Get(provider);
        var report = new StringBuilder();
        var bare = await Run(database, Face.Bare(provider), async, scenario);
        foreach (var face in Face.Wrapped(provider).Where(faces ?? (static _ => true)))
        {
            var wrapped = await Run(database, face, async, scenario);
            Comparison.Append(report, face, bare, wrapped);
        }

        Assert.True(report.Length == 0, report.ToString());
    }

    private protected static async Task<Trace> Run(Database database, Face face, bool async, Func<World, Task> scenario)
    {
        var t0 = System.Diagnostics.Stopwatch.GetTimestamp();
        await database.Reset();
        await using var world = database.Enter(face, async);
        try
        {
            await scenario(world);
            var t2 = System.Diagnostics.Stopwatch.GetElapsedTime(t0);
            if (t2.TotalSeconds > 2) Console.Error.WriteLine($"SLOWSCEN {face} {t2} {string.Join(" | ", world.Trace.Steps.TakeLast(8))}");
        }
        catch (Exception e)
        {
            world.Note("the scenario itself", e);
        }

        return world.Trace;
    }
}
