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

    /// <summary>The same, against another database than the class's own: one that is not there, say.</summary>
    private protected static async Task CompareAt(Provider provider, string connectionString, bool async, Func<World, Task> scenario, Func<Face, bool>? faces = null)
    {
        var report = new StringBuilder();
        var bare = await RunAt(Face.Bare(provider), connectionString, async, scenario);
        foreach (var face in Face.Wrapped(provider).Where(faces ?? (static _ => true)))
            Comparison.Append(report, face, bare, await RunAt(face, connectionString, async, scenario));
        Assert.True(report.Length == 0, report.ToString());
    }

    private protected static async Task<Trace> RunAt(Face face, string connectionString, bool async, Func<World, Task> scenario)
    {
        System.Data.Common.DbDataSource dataSource;
        try
        {
            dataSource = face.Open(connectionString);
        }
        catch (Exception e)
        {
            // Where the provider waits for the first connection, we check when the data source is built.
            var failed = new Trace();
            failed.Add("CreateConnection", new Renderer(static _ => null).RenderError(e));
            return failed;
        }

        await using (dataSource)
        {
            await using var world = new World(face, dataSource, database: null!, async);
            await scenario(world);
            return world.Trace;
        }
    }

    private protected static async Task<Trace> Run(Database database, Face face, bool async, Func<World, Task> scenario)
    {
        await database.Reset();
        await using var world = database.Enter(face, async);
        try
        {
            await scenario(world);
        }
        catch (Exception e)
        {
            world.Note("the scenario itself", e);
        }

        return world.Trace;
    }
}
