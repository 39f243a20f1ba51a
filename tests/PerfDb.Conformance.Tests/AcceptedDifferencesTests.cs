using System.Text;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests;

/// <summary>Holds that the table of accepted differences is true, needed, and what the documentation says.</summary>
public sealed class AcceptedDifferencesTests(Databases databases) : DifferentialTests(databases)
{
    public static TheoryData<string, Provider> Entries
    {
        get
        {
            var rows = new TheoryData<string, Provider>();
            foreach (var entry in AcceptedDifferences.All)
            {
                foreach (var provider in Enum.GetValues<Provider>().Where(p => entry.Provider is null || entry.Provider == p))
                    rows.Add(entry.Member, provider);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Every_accepted_difference_still_exists(string member, Provider provider)
    {
        var entry = AcceptedDifferences.All.Single(e => e.Member == member);
        foreach (var face in Face.Wrapped(provider).Where(entry.Faces))
        {
            var bare = await Demonstrate(entry, Face.Bare(provider));
            var ours = await Demonstrate(entry, face);
            var differing = bare.Steps.Zip(ours.Steps).Where(p => p.First != p.Second).ToList();

            Assert.NotEmpty(differing);
            Assert.Contains(differing, p => entry.Covers(face, p.First.Label, p.First.Outcome, p.Second.Outcome));
        }
    }

    [Fact]
    public async Task The_documentation_has_the_same_table()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "differences.md"));

        Assert.True(page.Contains(Table(), StringComparison.Ordinal), "docs/reference/differences.md should contain:\n\n" + Table());
    }

    private static string Table()
    {
        var table = new StringBuilder("| Member | Provider | Difference and reason |\n|---|---|---|\n");
        foreach (var entry in AcceptedDifferences.All)
            table.Append("| ").Append(entry.Member).Append(" | ").Append(entry.Provider?.ToString() ?? "all").Append(" | ").Append(entry.Reason).Append(" |\n");
        return table.ToString();
    }

    private async Task<Trace> Demonstrate(AcceptedDifference entry, Face face) => entry.ConnectionString is { } where
        ? await RunAt(face, where(face.Provider), entry.Async, entry.Demonstration)
        : await Run(await Databases.Get(face.Provider), face, entry.Async, entry.Demonstration);
}
