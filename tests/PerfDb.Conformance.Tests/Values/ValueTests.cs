using System.Data;
using System.Text;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Values;

/// <summary>Every type × every getter, right and wrong ones alike, bare against wrapped.</summary>
public sealed class ValueTests(Databases databases) : DifferentialTests(databases)
{
    [Theory]
    [Everywhere]
    public Task Every_getter_reads_every_type_as_the_provider_does(Provider provider, bool async) =>
        CompareEach(provider, async, CommandBehavior.Default);

    [Theory]
    [Everywhere]
    public Task Every_getter_reads_every_type_as_the_provider_does_sequentially(Provider provider, bool async) =>
        CompareEach(provider, async, CommandBehavior.SequentialAccess);

    private async Task CompareEach(Provider provider, bool async, CommandBehavior behavior)
    {
        var database = await Databases.Get(provider);
        var report = new StringBuilder();
        foreach (var value in TypeRows.Of(provider))
        {
            var bare = await Run(database, Face.Bare(provider), async, world => ReadEveryWay(world, value, behavior));
            foreach (var face in Face.Wrapped(provider))
                Comparison.Append(report, face, bare, await Run(database, face, async, world => ReadEveryWay(world, value, behavior)), $"{value}: ");
        }

        Assert.True(report.Length == 0, report.ToString());
    }

    // Sequential access reads a column once, so every getter has a row of its own.
    private static async Task ReadEveryWay(World world, string value, CommandBehavior behavior)
    {
        world.Connection = world.NewConnection(noteEvents: false);
        await world.Open();
        const string Rows = "FROM (SELECT 1 FROM items a, items b LIMIT 100) AS many";
        using var command = world.NewCommand($"SELECT {value} AS v {Rows}");
        var reader = await world.ExecuteReader(command, behavior);
        if (reader is null)
            return;

        foreach (var (name, call) in Getters.Sync)
        {
            await reader.ReadAsync();
            world.Do(() => call(reader), name);
        }

        foreach (var (name, call, callAsync) in Getters.Typed)
        {
            await reader.ReadAsync();
            await world.Do(() => call(reader), () => callAsync(reader), name);
        }

        world.Note("still a row", reader.Read());
        await world.DisposeReader(reader);
    }
}
