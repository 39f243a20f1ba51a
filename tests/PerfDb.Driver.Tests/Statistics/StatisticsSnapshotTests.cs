using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;
using PerfDb.Driver.Statistics;
using PerfDb.Driver.Tests.Support;

namespace PerfDb.Driver.Tests.Statistics;

public sealed class StatisticsSnapshotTests
{
    private const long Millisecond = 1_000_000;
    private readonly StatisticsStore _store = new(100, new ManualTimeProvider());

    [Theory]
    [InlineData(StatementOrder.TotalTime, new ulong[] { 3, 1, 2 })]
    [InlineData(StatementOrder.Mean, new ulong[] { 2, 3, 1 })]
    [InlineData(StatementOrder.P99, new ulong[] { 3, 2, 1 })]
    [InlineData(StatementOrder.Calls, new ulong[] { 1, 3, 2 })]
    [InlineData(StatementOrder.Errors, new ulong[] { 2, 1, 3 })]
    public void Top_puts_the_largest_first(StatementOrder order, ulong[] expected)
    {
        RecordThreeStatements();

        Assert.Equal(expected, _store.GetSnapshot().Top(3, order).Select(line => line.Fingerprint.Value));
    }

    [Fact]
    public void Statements_are_listed_by_total_time()
    {
        RecordThreeStatements();

        Assert.Equal([3, 1, 2], _store.GetSnapshot().Statements.Select(line => line.Fingerprint.Value));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(1_000, 3)]
    public void Top_gives_as_many_as_asked_for_or_as_there_are(int asked, int given)
    {
        RecordThreeStatements();

        Assert.Equal(given, _store.GetSnapshot().Top(asked, StatementOrder.Calls).Count);
    }

    [Fact]
    public void Equals_are_ordered_by_total_time_and_then_by_fingerprint()
    {
        Record(7, 1, 10 * Millisecond);
        Record(5, 1, 10 * Millisecond);
        Record(9, 1, 20 * Millisecond);

        Assert.Equal([9, 5, 7], _store.GetSnapshot().Top(3, StatementOrder.Calls).Select(line => line.Fingerprint.Value));
    }

    [Fact]
    public void Top_refuses_a_negative_count_and_an_unknown_order()
    {
        StatisticsSnapshot snapshot = _store.GetSnapshot();

        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.Top(-1, StatementOrder.Calls));
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.Top(1, (StatementOrder)99));
    }

    [Fact]
    public void A_statement_is_found_by_its_fingerprint()
    {
        RecordThreeStatements();
        StatisticsSnapshot snapshot = _store.GetSnapshot();

        Assert.Equal(2UL, snapshot.Find(new SqlFingerprint(2))?.Fingerprint.Value);
        Assert.Null(snapshot.Find(new SqlFingerprint(4)));
    }

    [Fact]
    public void A_snapshot_does_not_change_with_later_commands()
    {
        Record(1, 1, Millisecond);
        StatisticsSnapshot snapshot = _store.GetSnapshot();

        Record(1, 1, Millisecond);
        Record(2, 1, Millisecond);
        _store.GetSnapshot();

        Assert.Equal((1, 1L, 1L), (snapshot.Statements.Count, snapshot.TotalCalls, snapshot.Statements[0].Calls));
    }

    [Fact]
    public void A_statement_that_never_completed_is_not_listed()
    {
        _store.GetCounters(SampleAnalysis.Of(1));

        StatisticsSnapshot snapshot = _store.GetSnapshot();

        Assert.Empty(snapshot.Statements);
        Assert.Null(snapshot.Other);
    }

    // Total 330, 300, 600 ms; mean 3.3, 30, 20 ms; 99th percentile 3.3, 30, 600 ms.
    private void RecordThreeStatements()
    {
        Record(1, 100, 33 * Millisecond / 10, errors: 2);
        Record(2, 10, 30 * Millisecond, errors: 5);
        Record(3, 29, 0);
        Record(3, 1, 600 * Millisecond);
    }

    private void Record(ulong fingerprint, int calls, long ticks, int errors = 0)
    {
        StatementCounters counters = _store.GetCounters(SampleAnalysis.Of(fingerprint));
        for (int i = 0; i < calls; i++)
        {
            counters.Record(CommandOutcome.WithoutRows(ticks, 0, i < errors ? ErrorClass.Syntax : ErrorClass.None));
        }
    }
}
