using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;
using PerfDb.Driver.Statistics;
using PerfDb.Driver.Tests.Support;

namespace PerfDb.Driver.Tests.Statistics;

public sealed class StatisticsConcurrencyTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Sixteen_threads_with_a_million_commands_each_are_counted_exactly()
    {
        const int Threads = 16;
        const int Commands = 1_000_000;
        StatisticsStore store = new(10, _time);
        StatementCounters counters = store.GetCounters(SampleAnalysis.Of(1));

        RunOnThreads(Threads, thread =>
        {
            for (int i = 0; i < Commands; i++)
            {
                counters.Record(CommandOutcome.WithoutRows(100 * (thread + 1), i, i % 10 == 0 ? ErrorClass.Timeout : ErrorClass.None));
            }
        });

        StatementStatistics line = Assert.Single(store.GetSnapshot().Statements);
        Assert.Equal(((long)Threads * Commands, Threads * Commands / 10L), (line.Calls, line.Timeouts));
        Assert.Equal(TimeSpan.FromTicks((long)Commands * Threads * (Threads + 1) / 2), line.TotalTime);
    }

    [Fact]
    public void A_snapshot_sees_the_last_commands_of_threads_that_have_ended()
    {
        StatisticsStore store = new(10, _time);

        RunOnThreads(3, _ => store.GetCounters(SampleAnalysis.Of(1)).Record(CommandOutcome.WithoutRows(1, 1)));

        Assert.Equal(3, store.GetSnapshot().TotalCalls);
    }

    [Fact]
    public void A_snapshot_sees_every_command_that_a_living_thread_has_completed()
    {
        const int Rounds = 300;
        StatisticsStore store = new(10, _time);
        using Barrier barrier = new(2);
        List<long> seen = [];

        RunOnThreads(2, thread =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                if (thread == 0)
                {
                    store.GetCounters(SampleAnalysis.Of(1)).Record(CommandOutcome.WithoutRows(1, 1));
                }

                barrier.SignalAndWait();
                if (thread == 1)
                {
                    seen.Add(store.GetSnapshot().TotalCalls);
                }

                barrier.SignalAndWait();
            }
        });

        Assert.Equal(Enumerable.Range(1, Rounds).Select(i => (long)i), seen);
    }

    [Fact]
    public void Every_snapshot_shows_every_command_whole()
    {
        StatisticsStore store = new(10, _time);
        StatementCounters counters = store.GetCounters(SampleAnalysis.Of(1));
        int snapshots = 0;
        using Loop reader = new(() =>
        {
            foreach (StatementStatistics line in store.GetSnapshot().Statements)
            {
                Assert.Equal((line.Calls * 3, line.Calls), (line.Rows, line.Errors));
                Assert.Equal(TimeSpan.FromMicroseconds(line.Calls), line.TotalTime);
            }

            Interlocked.Increment(ref snapshots);
        });

        RunOnThreads(2, _ =>
        {
            // First rows in every octave make a snapshot take its time between the figures that must agree.
            for (int i = 0; i < 200_000 || Volatile.Read(ref snapshots) < 2_000; i++)
            {
                long firstRow = 1L << (i % 42);
                counters.Record(new CommandOutcome { DurationTicks = 1_000, FirstRowTicks = firstRow, Rows = 3, Error = ErrorClass.Other });
                if (reader.HasFailed)
                {
                    return;
                }
            }
        });

        reader.Stop();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evictions_lose_and_double_nothing(bool asksAgain)
    {
        const int Threads = 8;
        const int Commands = 100_000;
        const int MaxFingerprints = 16;
        StatisticsStore store = new(MaxFingerprints, _time);
        SqlAnalysis[] analyses = [.. Enumerable.Range(1, 100).Select(i => SampleAnalysis.Of((ulong)i))];
        long last = 0;
        using Loop clock = new(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            StatisticsSnapshot snapshot = store.GetSnapshot();
            Assert.InRange(snapshot.Statements.Count, 0, MaxFingerprints);
            Assert.True(snapshot.TotalCalls >= last, $"{snapshot.TotalCalls} calls after {last}");
            last = snapshot.TotalCalls;
        });

        RunOnThreads(Threads, thread =>
        {
            StatementCounters?[] held = new StatementCounters?[analyses.Length];
            for (int i = 0; i < Commands; i++)
            {
                int statement = ((i * 7) + thread) % analyses.Length;
                StatementCounters counters = held[statement] ??= store.GetCounters(analyses[statement]);
                if (asksAgain && counters.IsDetached)
                {
                    counters = held[statement] = store.GetCounters(analyses[statement]);
                }

                ErrorClass error = i % 2 == 0 ? ErrorClass.Other : ErrorClass.None;
                counters.Record(new CommandOutcome { DurationTicks = 1_000, FirstRowTicks = 100, Rows = 2, Error = error });
            }
        });
        clock.Stop();

        StatisticsSnapshot snapshot = store.GetSnapshot();
        Assert.Equal(
            ((long)Threads * Commands, Threads * Commands * 2L, Threads * Commands / 2L),
            (snapshot.TotalCalls, snapshot.TotalRows, snapshot.TotalErrors));
        Assert.Equal(TimeSpan.FromMicroseconds(Threads * Commands), snapshot.TotalTime);
        Assert.InRange(snapshot.DroppedStatements, 80, 102);
    }

    [Fact]
    public void Resets_under_load_leave_cells_that_count_everything_recorded_afterwards()
    {
        const int Threads = 8;
        StatisticsStore store = new(4, _time);
        SqlAnalysis[] analyses = [.. Enumerable.Range(1, 8).Select(i => SampleAnalysis.Of((ulong)i))];
        StatementCounters[][] held = new StatementCounters[Threads][];
        using Loop resetter = new(store.Reset);
        RunOnThreads(Threads, thread =>
        {
            held[thread] = [.. analyses.Select(store.GetCounters)];
            Record(held[thread], 100_000);
        });
        resetter.Stop();

        store.Reset();
        RunOnThreads(Threads, thread => Record(held[thread], 1_000));

        Assert.Equal(Threads * 1_000, store.GetSnapshot().TotalCalls);
    }

    [Fact]
    public void A_command_that_reaches_the_ring_after_its_line_was_evicted_is_counted_under_other()
    {
        StatisticsStore store = new(1, _time);
        StatementCounters line = store.GetCounters(SampleAnalysis.Of(1));
        _time.Advance(TimeSpan.FromMinutes(1));
        StatementCounters newcomer = store.GetCounters(SampleAnalysis.Of(2));
        Assert.True(line.IsDetached);

        // What a thread does that was held up between asking for the state and handing the command over.
        RecordBuffer.Append(line, CommandOutcome.WithoutRows(1_000, 1));
        newcomer.Record(CommandOutcome.WithoutRows(1_000, 1));

        StatisticsSnapshot snapshot = store.GetSnapshot();
        Assert.Equal((1L, 2L), (snapshot.Other!.Calls, snapshot.TotalCalls));
    }

    [Fact]
    public void Two_stores_on_one_thread_keep_their_commands_apart()
    {
        StatisticsStore first = new(10, _time);
        StatisticsStore second = new(10, _time);
        for (int i = 0; i < 1_000; i++)
        {
            first.GetCounters(SampleAnalysis.Of(1)).Record(CommandOutcome.WithoutRows(1, 1));
            second.GetCounters(SampleAnalysis.Of(1)).Record(CommandOutcome.WithoutRows(1, 1, ErrorClass.Other));
        }

        Assert.Equal((1_000L, 0L), (first.GetSnapshot().TotalCalls, first.GetSnapshot().TotalErrors));
        Assert.Equal((1_000L, 1_000L), (second.GetSnapshot().TotalCalls, second.GetSnapshot().TotalErrors));
    }

    private static void Record(StatementCounters[] held, int commands)
    {
        for (int i = 0; i < commands; i++)
        {
            held[i % held.Length].Record(CommandOutcome.WithoutRows(1_000, i));
        }
    }

    private static void RunOnThreads(int count, Action<int> body)
    {
        using Barrier start = new(count);
        Thread[] threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            start.SignalAndWait();
            body(index);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    /// <summary>Repeats an action on a thread of its own until stopped, which reports the first failure.</summary>
    private sealed class Loop : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _stopped;
        private Exception? _failure;

        public Loop(Action body)
        {
            _thread = new Thread(() =>
            {
                while (!_stopped && _failure is null)
                {
                    _failure = Xunit.Record.Exception(body);
                }
            });
            _thread.Start();
        }

        public bool HasFailed => _failure is not null;

        public void Stop()
        {
            Dispose();
            Assert.Null(_failure);
        }

        public void Dispose()
        {
            _stopped = true;
            _thread.Join();
        }
    }
}
