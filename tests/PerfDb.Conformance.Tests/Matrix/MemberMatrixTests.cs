using System.Globalization;
using System.Text;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Matrix;

/// <summary>Every member × state × provider × face, bare against wrapped. One test per member group and state; it fails with every mismatch it found.</summary>
public abstract class MemberMatrixTests(Databases databases) : DifferentialTests(databases)
{
    private protected async Task CompareAll(Provider provider, bool async, State state, IReadOnlyList<Probe> probes)
    {
        var database = await Databases.Get(provider);
        var report = new StringBuilder();
        foreach (var probe in probes.Where(p => p.AppliesTo(provider, async) && !state.Excludes(p, provider)))
        {
            var bare = await Run(database, Face.Bare(provider), async, Scenario);
            foreach (var face in Face.Wrapped(provider))
                Comparison.Append(report, face, bare, await Run(database, face, async, Scenario), string.Create(CultureInfo.InvariantCulture, $"{state}: {probe.Member} / "));

            async Task Scenario(World world)
            {
                await state.Enter(world);
                await probe.Run(world);
                await world.Aftermath();
            }
        }

        Assert.True(report.Length == 0, report.ToString());
    }

    private protected static TheoryData<Provider, bool, string> Rows(IReadOnlyList<State> states)
    {
        var rows = new TheoryData<Provider, bool, string>();
        foreach (var provider in Enum.GetValues<Provider>())
        {
            foreach (var state in states)
            {
                rows.Add(provider, false, state.Name);
                rows.Add(provider, true, state.Name);
            }
        }

        return rows;
    }

    private protected static State Named(IReadOnlyList<State> states, string name) => states.Single(s => s.Name == name);
}

public sealed class ConnectionMatrixTests(Databases databases) : MemberMatrixTests(databases)
{
    public static TheoryData<Provider, bool, string> AllStates => Rows(States.OfConnection);

    [Theory]
    [MemberData(nameof(AllStates))]
    public Task Every_connection_member_answers_as_the_providers(Provider provider, bool async, string state) =>
        CompareAll(provider, async, Named(States.OfConnection, state), ConnectionProbes.All);
}

public sealed class CommandMatrixTests(Databases databases) : MemberMatrixTests(databases)
{
    public static TheoryData<Provider, bool, string> AllStates => Rows(States.OfCommand);

    [Theory]
    [MemberData(nameof(AllStates))]
    public Task Every_command_member_answers_as_the_providers(Provider provider, bool async, string state) =>
        CompareAll(provider, async, Named(States.OfCommand, state), CommandProbes.All);
}

public sealed class ReaderMatrixTests(Databases databases) : MemberMatrixTests(databases)
{
    public static TheoryData<Provider, bool, string> AllStates => Rows(States.OfReader);

    [Theory]
    [MemberData(nameof(AllStates))]
    public Task Every_reader_member_answers_as_the_providers(Provider provider, bool async, string state) =>
        CompareAll(provider, async, Named(States.OfReader, state), ReaderProbes.All);
}

public sealed class TransactionMatrixTests(Databases databases) : MemberMatrixTests(databases)
{
    public static TheoryData<Provider, bool, string> AllStates => Rows(States.OfTransaction);

    [Theory]
    [MemberData(nameof(AllStates))]
    public Task Every_transaction_member_answers_as_the_providers(Provider provider, bool async, string state) =>
        CompareAll(provider, async, Named(States.OfTransaction, state), TransactionProbes.All);
}

public sealed class BatchMatrixTests(Databases databases) : MemberMatrixTests(databases)
{
    public static TheoryData<Provider, bool, string> AllStates => Rows(States.OfBatch);

    [Theory]
    [MemberData(nameof(AllStates))]
    public Task Every_batch_member_answers_as_the_providers(Provider provider, bool async, string state) =>
        CompareAll(provider, async, Named(States.OfBatch, state), BatchProbes.All);
}
