using System.Diagnostics;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Statistics;

namespace PerfDb.Conformance.Tests.Completion;

/// <summary>A command is completed exactly once, whoever ends it: seen in the statistics and in the spans.</summary>
public sealed class CompletionTests(Databases databases) : IClassFixture<Databases>
{
    private static readonly ActivitySource Source = new("PerfDb.Conformance.Tests");

    public static TheoryData<string, Provider, bool, string> Endings
    {
        get
        {
            var rows = new TheoryData<string, Provider, bool, string>();
            foreach (var provider in Enum.GetValues<Provider>())
            {
                foreach (var face in Face.Wrapped(provider))
                {
                    foreach (var ending in CompletionEndings.All.Where(e => e.Only is null || e.Only == provider))
                    {
                        rows.Add(ending.Name, provider, false, face.Name);
                        rows.Add(ending.Name, provider, true, face.Name);
                    }
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Each_command_is_completed_once(string ending, Provider provider, bool async, string face)
    {
        var row = CompletionEndings.All.Single(e => e.Name == ending);
        var database = await databases.Get(provider);
        await database.Reset();
        var (statistics, spans) = await Observe(database, Face.Wrapped(provider).Single(f => f.Name == face), async, row.Run);

        // The provider's own reader tells of its end, not of an error on the way or of the rows.
        var typed = face.Contains("typed", StringComparison.Ordinal);
        var errors = typed && ending == "an error in Read" ? 0 : row.Errors;
        Assert.Equal(row.Calls, statistics.TotalCalls);
        Assert.Equal(errors, statistics.TotalErrors);
        Assert.Equal(row.Calls, spans.Count);
        Assert.Equal(errors, spans.Count(s => s.Status == ActivityStatusCode.Error));
        // Without the provider's package nobody hears of the end of the provider's own reader.
        var unseen = face == "UseDataSource(Npgsql)" && ending.Contains("own reader", StringComparison.Ordinal);
        if (row.Rows is { } rows && !typed && !unseen)
            Assert.Equal(rows, statistics.TotalRows);
    }

    [Fact]
    public async Task A_reader_nobody_closes_is_still_open_and_not_counted()
    {
        var database = await databases.Get(Provider.Sqlite);
        var (statistics, spans) = await Observe(database, Face.Wrapped(Provider.Sqlite)[0], async: false, async world =>
        {
            await world.Connect();
            await world.ExecuteReader(world.NewCommand("SELECT id FROM items"));
        });

        Assert.Equal(0, statistics.TotalCalls);
        Assert.Empty(spans);
    }

    // The listener hears of all tests of the process; ours are those under our parent.
    private static async Task<(StatisticsSnapshot Statistics, List<Activity> Spans)> Observe(Database database, Face face, bool async, Func<World, Task> run)
    {
        List<Activity> spans = [];
        ActivityTraceId trace = default;
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is PerfDbDiagnostics.ActivitySourceName or "PerfDb.Conformance.Tests",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (spans)
                {
                    if (activity.TraceId == trace && activity.Source.Name == PerfDbDiagnostics.ActivitySourceName)
                        spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var world = database.Enter(face, async);
        var statistics = ((PerfDbDataSource)world.DataSource).Statistics;
        statistics.Reset();
        using (var parent = Source.StartActivity("test"))
        {
            trace = parent!.TraceId;
            await run(world);
            Assert.Same(parent, Activity.Current);
        }

        // Before the clean-up, which would end what is still open.
        var snapshot = statistics.GetSnapshot();
        List<Activity> seen;
        lock (spans)
            seen = [.. spans];
        await world.DisposeAsync();
        return (snapshot, seen);
    }
}
