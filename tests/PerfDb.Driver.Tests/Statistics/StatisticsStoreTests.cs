using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;
using PerfDb.Driver.Statistics;
using PerfDb.Driver.Tests.Support;

namespace PerfDb.Driver.Tests.Statistics;

public sealed class StatisticsStoreTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_statement_has_the_same_line_whenever_it_is_asked_for()
    {
        StatisticsStore store = new(10, _time);

        StatementCounters first = store.GetCounters(SampleAnalysis.Of(1));

        Assert.Same(first, store.GetCounters(SampleAnalysis.Of(1)));
        Assert.NotSame(first, store.GetCounters(SampleAnalysis.Of(2)));
        Assert.False(first.IsDetached);
    }

    [Fact]
    public void A_statement_beyond_the_bound_is_counted_under_other_while_every_line_is_young()
    {
        StatisticsStore store = Filled(lines: 16);
        _time.Advance(TimeSpan.FromSeconds(59));

        StatementCounters late = store.GetCounters(SampleAnalysis.Of(100));
        late.Record(CommandOutcome.WithoutRows(7, 1));
        StatisticsSnapshot snapshot = store.GetSnapshot();

        Assert.True(late.IsDetached);
        Assert.Equal((16, 1L, 1L), (snapshot.Statements.Count, snapshot.Other!.Calls, snapshot.DroppedStatements));
        Assert.Equal(17, snapshot.TotalCalls);
        Assert.Equal((StatementKind.Unknown, "(other)", ""), (snapshot.Other.Kind, snapshot.Other.Summary, snapshot.Other.Text));
    }

    [Fact]
    public void At_the_bound_exactly_nothing_is_dropped()
    {
        StatisticsSnapshot snapshot = Filled(lines: 16).GetSnapshot();

        Assert.Equal((16, 0L), (snapshot.Statements.Count, snapshot.DroppedStatements));
        Assert.Null(snapshot.Other);
    }

    [Fact]
    public void The_lightest_sixteenth_makes_room_once_it_is_a_minute_old()
    {
        StatisticsStore store = Filled(lines: 32);
        _time.Advance(TimeSpan.FromMinutes(1));

        StatementCounters late = store.GetCounters(SampleAnalysis.Of(100));
        late.Record(CommandOutcome.WithoutRows(5_000, 1));
        StatisticsSnapshot snapshot = store.GetSnapshot();

        Assert.False(late.IsDetached);
        Assert.Equal(Enumerable.Range(3, 30).Append(100).Select(i => (ulong)i), snapshot.Statements.Select(Value).Order());
        Assert.Equal((2L, 2L), (snapshot.Other!.Calls, snapshot.DroppedStatements));
        Assert.Equal(TimeSpan.FromMicroseconds(1 + 2), snapshot.Other.TotalTime);
        Assert.Equal(33, snapshot.TotalCalls);
    }

    [Fact]
    public void Lines_are_evicted_at_most_once_a_second()
    {
        StatisticsStore store = Filled(lines: 16);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(store.GetCounters(SampleAnalysis.Of(100)).IsDetached);
        Assert.True(store.GetCounters(SampleAnalysis.Of(101)).IsDetached);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.True(store.GetCounters(SampleAnalysis.Of(101)).IsDetached);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(store.GetCounters(SampleAnalysis.Of(101)).IsDetached);
    }

    [Fact]
    public void A_heavy_newcomer_outlives_light_lines()
    {
        StatisticsStore store = Filled(lines: 16);
        for (ulong newcomer = 100; newcomer < 140; newcomer++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            store.GetCounters(SampleAnalysis.Of(newcomer)).Record(CommandOutcome.WithoutRows(newcomer == 105 ? 1_000_000 : 10, 1));
        }

        ulong[] kept = [.. store.GetSnapshot().Statements.Select(Value)];
        Assert.Contains(105UL, kept);
        Assert.Contains(16UL, kept);
        Assert.DoesNotContain(110UL, kept);
    }

    [Fact]
    public void What_is_recorded_in_an_evicted_line_counts_under_other_while_there_is_no_room()
    {
        StatisticsStore store = Filled(lines: 16);
        StatementCounters evicted = store.GetCounters(SampleAnalysis.Of(1));
        _time.Advance(TimeSpan.FromMinutes(1));
        store.GetCounters(SampleAnalysis.Of(100));

        Assert.True(evicted.IsDetached);
        evicted.Record(CommandOutcome.WithoutRows(500, 1));

        StatisticsSnapshot snapshot = store.GetSnapshot();
        Assert.Equal((2L, 17L), (snapshot.Other!.Calls, snapshot.TotalCalls));
    }

    [Fact]
    public void Other_keeps_the_rows_errors_and_first_row_times_of_evicted_lines()
    {
        StatisticsStore store = new(1, _time);
        store.GetCounters(SampleAnalysis.Of(1)).Record(new CommandOutcome
        {
            DurationTicks = 4_000,
            FirstRowTicks = 1_000,
            Rows = 12,
            Error = ErrorClass.Timeout,
            EndTimestamp = _time.GetTimestamp() + 1_000_000_000,
        });
        _time.Advance(TimeSpan.FromMinutes(1));
        store.GetCounters(SampleAnalysis.Of(2));

        StatementStatistics other = store.GetSnapshot().Other!;

        Assert.Equal((12L, 1L, TimeSpan.FromMicroseconds(1)), (other.Rows, other.Timeouts, other.MeanFirstRowTime));
        Assert.Equal(_time.GetUtcNow().AddSeconds(-59), other.LastSeen);
    }

    [Fact]
    public void Reset_starts_from_zero()
    {
        StatisticsStore store = Filled(lines: 16);
        _time.Advance(TimeSpan.FromSeconds(3));
        store.GetCounters(SampleAnalysis.Of(100)).Record(CommandOutcome.WithoutRows(1, 1));

        store.Reset();
        StatisticsSnapshot snapshot = store.GetSnapshot();

        Assert.Empty(snapshot.Statements);
        Assert.Null(snapshot.Other);
        Assert.Equal((0L, 0L, TimeSpan.Zero), (snapshot.DroppedStatements, snapshot.TotalCalls, snapshot.TotalTime));
        Assert.Equal((_time.GetUtcNow(), _time.GetUtcNow()), (snapshot.Since, snapshot.TakenAt));
    }

    [Fact]
    public void What_is_recorded_after_a_reset_counts_even_in_a_cell_from_before()
    {
        StatisticsStore store = new(1, _time);
        StatementCounters line = store.GetCounters(SampleAnalysis.Of(1));
        StatementCounters other = store.GetCounters(SampleAnalysis.Of(2));
        line.Record(CommandOutcome.WithoutRows(1, 1));

        store.Reset();
        line.Record(CommandOutcome.WithoutRows(1, 1));
        other.Record(CommandOutcome.WithoutRows(1, 1));

        StatisticsSnapshot snapshot = store.GetSnapshot();
        Assert.True(line.IsDetached);
        Assert.Equal(1, Assert.Single(snapshot.Statements).Calls);
        Assert.Equal(1, snapshot.Other!.Calls);
    }

    [Fact]
    public void The_public_face_shows_and_resets_the_store()
    {
        QueryStatistics statistics = new(Filled(lines: 3));

        Assert.Equal(3, statistics.GetSnapshot().TotalCalls);
        statistics.Reset();
        Assert.Equal(0, statistics.GetSnapshot().TotalCalls);
    }

    [ReleaseFact]
    public void Recording_allocates_nothing()
    {
        StatisticsStore store = new(10, TimeProvider.System);
        SqlAnalysis analysis = SampleAnalysis.Of(1);
        RecordThousands(store, analysis);

        long before = GC.GetAllocatedBytesForCurrentThread();
        RecordThousands(store, analysis);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [ReleaseFact]
    public void A_line_stays_within_the_documented_bytes_however_its_times_vary()
    {
        StatisticsStore store = new(2, _time);
        RecordEveryOctave(store.GetCounters(SampleAnalysis.Of(1)));
        SqlAnalysis analysis = SampleAnalysis.Of(2);

        long before = GC.GetAllocatedBytesForCurrentThread();
        RecordEveryOctave(store.GetCounters(analysis));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 30_000, 41 * 1024);
    }

    private static ulong Value(StatementStatistics line) => line.Fingerprint.Value;

    private static void RecordThousands(StatisticsStore store, SqlAnalysis analysis)
    {
        for (int i = 0; i < 5_000; i++)
        {
            store.GetCounters(analysis).Record(new CommandOutcome
            {
                DurationTicks = 1_000 + i,
                FirstRowTicks = 500,
                Rows = 3,
                EndTimestamp = i,
                Error = i % 7 == 0 ? ErrorClass.Timeout : ErrorClass.None,
            });
        }
    }

    private static void RecordEveryOctave(StatementCounters counters)
    {
        for (int bit = 0; bit < 44; bit++)
        {
            counters.Record(new CommandOutcome { DurationTicks = 1L << bit, FirstRowTicks = 1L << bit, Rows = 1, Error = ErrorClass.Other });
        }

        RecordBuffer.DrainAll();
    }

    // Line i has one call of i microseconds.
    private StatisticsStore Filled(int lines)
    {
        StatisticsStore store = new(lines, _time);
        for (int i = 1; i <= lines; i++)
        {
            store.GetCounters(SampleAnalysis.Of((ulong)i)).Record(CommandOutcome.WithoutRows(i * 1_000, 1));
        }

        return store;
    }
}
