using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;
using PerfDb.Driver.Statistics;
using PerfDb.Driver.Tests.Support;

namespace PerfDb.Driver.Tests.Statistics;

public sealed class StatementCountersTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly StatisticsStore _store;
    private readonly StatementCounters _counters;

    public StatementCountersTests()
    {
        _store = new StatisticsStore(10, _time);
        _counters = _store.GetCounters(SampleAnalysis.Of(0xAB, StatementKind.Write));
    }

    private StatementStatistics Line => Assert.Single(_store.GetSnapshot().Statements);

    [Fact]
    public void A_line_names_its_statement()
    {
        _counters.Record(CommandOutcome.WithoutRows(1, 1));

        Assert.Equal(
            (new SqlFingerprint(0xAB), StatementKind.Write, "SELECT t171", "SELECT * FROM t171 WHERE id = ?"),
            (Line.Fingerprint, Line.Kind, Line.Summary, Line.Text));
    }

    [Fact]
    public void Calls_and_times_are_counted_for_successes_and_failures()
    {
        _counters.Record(CommandOutcome.WithoutRows(2_000, 1));
        _counters.Record(CommandOutcome.WithoutRows(6_000, 1, ErrorClass.Constraint));

        Assert.Equal((2L, 1L), (Line.Calls, Line.Errors));
        Assert.Equal(
            (8.0, 4.0, 2.0, 6.0),
            (Line.TotalTime.TotalMicroseconds, Line.MeanTime.TotalMicroseconds, Line.MinTime.TotalMicroseconds, Line.MaxTime.TotalMicroseconds));
    }

    [Fact]
    public void Every_error_class_is_counted_by_itself()
    {
        ErrorClass[] classes = [.. Enum.GetValues<ErrorClass>().Where(value => value != ErrorClass.None)];
        foreach (ErrorClass error in classes)
        {
            for (int i = 0; i < (int)error; i++)
            {
                _counters.Record(CommandOutcome.WithoutRows(1, 1, error));
            }
        }

        Assert.Equal(classes.ToDictionary(error => error, error => (long)error), Line.ErrorsByClass);
        Assert.Equal(classes.Sum(error => (long)error), Line.Errors);
        Assert.Equal(((long)ErrorClass.Cancelled, (long)ErrorClass.Timeout), (Line.Cancelled, Line.Timeouts));
    }

    [Fact]
    public void An_error_class_that_is_not_defined_counts_as_other()
    {
        _counters.Record(CommandOutcome.WithoutRows(1, 1, (ErrorClass)99));
        _counters.Record(CommandOutcome.WithoutRows(1, 1, (ErrorClass)(-1)));

        Assert.Equal(2, Line.ErrorsByClass[ErrorClass.Other]);
    }

    [Fact]
    public void Without_errors_the_classes_are_empty()
    {
        _counters.Record(CommandOutcome.WithoutRows(1, 1));

        Assert.Empty(Line.ErrorsByClass);
    }

    [Fact]
    public void Rows_and_first_row_times_are_counted_for_the_commands_that_have_them()
    {
        _counters.Record(new CommandOutcome { DurationTicks = 9_000, FirstRowTicks = 1_000_000, Rows = 40 });
        _counters.Record(new CommandOutcome { DurationTicks = 9_000, FirstRowTicks = 3_000_000, Rows = 2 });
        _counters.Record(new CommandOutcome { DurationTicks = 9_000, FirstRowTicks = -1, Rows = 0 });
        _counters.Record(CommandOutcome.WithoutRows(9_000, 1));

        Assert.Equal((4L, 42L), (Line.Calls, Line.Rows));
        Assert.Equal(TimeSpan.FromMilliseconds(2), Line.MeanFirstRowTime);
        Assert.InRange(Line.P50FirstRowTime!.Value.TotalMilliseconds, 0.99, 1.01);
        Assert.InRange(Line.P99FirstRowTime!.Value.TotalMilliseconds, 2.97, 3.03);
    }

    [Fact]
    public void Without_rows_there_are_no_first_row_times()
    {
        _counters.Record(CommandOutcome.WithoutRows(9_000, 1));

        Assert.Equal((null, null, null), (Line.MeanFirstRowTime, Line.P50FirstRowTime, Line.P99FirstRowTime));
    }

    [Fact]
    public void Percentiles_are_given_as_durations()
    {
        for (int i = 1; i <= 1_000; i++)
        {
            _counters.Record(CommandOutcome.WithoutRows(i * 1_000_000L, 1));
        }

        Assert.InRange(Line.P50.TotalMilliseconds, 500 * 0.99, 500 * 1.01);
        Assert.InRange(Line.P95.TotalMilliseconds, 950 * 0.99, 950 * 1.01);
        Assert.InRange(Line.P99.TotalMilliseconds, 990 * 0.99, 990 * 1.01);
        Assert.InRange(Line.P999.TotalMilliseconds, 999 * 0.99, 999 * 1.01);
    }

    [Fact]
    public void First_and_last_seen_are_when_the_line_was_opened_and_when_the_last_command_completed()
    {
        DateTimeOffset opened = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(5));
        _counters.Record(CommandOutcome.WithoutRows(1, _time.GetTimestamp()));
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal((opened, opened.AddSeconds(5)), (Line.FirstSeen, Line.LastSeen));
    }

    [Fact]
    public void Last_seen_is_the_latest_even_if_an_earlier_command_is_counted_after_it()
    {
        DateTimeOffset opened = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(9));
        _counters.Record(CommandOutcome.WithoutRows(1, _time.GetTimestamp()));
        _counters.Record(CommandOutcome.WithoutRows(1, _time.GetTimestamp() - 4_000_000_000));

        Assert.Equal(opened.AddSeconds(9), Line.LastSeen);
    }

    [Fact]
    public void Last_seen_does_not_drift_between_snapshots_when_the_two_clocks_do()
    {
        DriftingTimeProvider time = new();
        StatisticsStore store = new(10, time);
        store.GetCounters(SampleAnalysis.Of(1)).Record(CommandOutcome.WithoutRows(1, time.GetTimestamp()));

        DateTimeOffset first = store.GetSnapshot().Statements[0].LastSeen;
        DateTimeOffset second = store.GetSnapshot().Statements[0].LastSeen;

        Assert.Equal(first, second);
    }

    private sealed class DriftingTimeProvider : TimeProvider
    {
        private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override DateTimeOffset GetUtcNow() => Start.AddSeconds(3 * ++_seconds);

        public override long GetTimestamp() => ++_seconds;
    }
}
