using System.Data.Common;
using System.Diagnostics.Metrics;
using PerfDb.Driver;
using PerfDb.Driver.Sql;
using PerfDb.TestServers;
using Xunit.Abstractions;

namespace PerfDb.Integration.Tests.Soak;

/// <summary>64 tasks at once: nothing is lost, nothing is leaked, nothing grows.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Tasks = 64;
    private const int Seed = 20261121;
    private static readonly TimeSpan Duration = LongBattery.IsOn ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Statistics_equal_the_calls_made_on_postgres_and_the_pool_is_idle_at_the_end()
    {
        var cluster = await SharedPostgres.GetAsync();
        var connectionString = await cluster.CreateDatabaseAsync() + ";Maximum Pool Size=40";
        await using var db = new PerfDbDataSourceBuilder().UseNpgsql(connectionString, b => b.Name = "soak").Build();
        await SoakWorkload.PrepareAsync(db.Unwrap<DbDataSource>());

        using var pool = new PoolGauge("soak");
        await SoakAsync(db, SqlDialect.PostgreSql);

        Assert.Equal(0, pool.Used());
        Assert.InRange(pool.Idle(), 1, 40);
    }

    [Fact]
    public async Task Statistics_equal_the_calls_made_on_sqlite_and_no_connection_stays_open()
    {
        var file = Path.Combine(Path.GetTempPath(), $"perfdb-soak-{Guid.NewGuid():N}.db");
        try
        {
            SQLitePCL.Batteries_V2.Init();
            await using var db = new PerfDbDataSourceBuilder().UseSqlite($"Data Source={file};Default Timeout=60").Build();
            await SoakWorkload.PrepareAsync(db.Unwrap<DbDataSource>());

            await SoakAsync(db, SqlDialect.Sqlite);

            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Assert.Empty(OpenFiles(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task SoakAsync(PerfDbDataSource db, SqlDialect dialect)
    {
        db.Statistics.Reset();
        output.WriteLine($"seed {Seed}");
        using var workload = new SoakWorkload(db, Seed, oneWriter: dialect == SqlDialect.Sqlite);
        using var stop = new CancellationTokenSource();
        var run = workload.RunAsync(Tasks, stop.Token);

        // Half the time to warm up, half in which the live heap may not grow.
        await Task.Delay(Duration / 2);
        var heapBefore = LiveHeapBytes();
        await Task.Delay(Duration / 2);
        var heapAfter = LiveHeapBytes();
        await stop.CancelAsync();
        await run;

        var counted = db.Statistics.GetSnapshot().Statements.ToDictionary(s => s.Fingerprint);
        var analyzer = new SqlAnalyzer(dialect);
        foreach (var (sql, issued) in workload.Issued.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            var statement = counted[analyzer.Fingerprint(sql)];
            output.WriteLine($"{issued,9} calls {statement.Rows,10} rows {statement.Errors,8} errors  {sql}");
            Assert.Equal(issued, statement.Calls);
            Assert.Equal(sql == SoakWorkload.Broken ? issued : 0, statement.Errors);
            Assert.Equal(workload.RowsRead.GetValueOrDefault(sql), statement.Rows);
        }

        output.WriteLine($"{workload.Issued.Values.Sum()} calls in {Duration}; live heap {heapBefore:N0} B, then {heapAfter:N0} B");
        Assert.Equal(workload.Issued.Count, counted.Count);
        // What 64 tasks hold at a given moment differs from moment to moment by some hundred kilobytes.
        Assert.True(heapAfter <= heapBefore + 2_000_000, $"The live heap grew from {heapBefore:N0} to {heapAfter:N0} bytes.");
    }

    private static long LiveHeapBytes()
    {
        var least = long.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true));
        }

        return least;
    }

    private static IEnumerable<string> OpenFiles(string file) => Directory.EnumerateFiles("/proc/self/fd")
        .Select(fd => new FileInfo(fd).LinkTarget)
        .OfType<string>()
        .Where(target => target.StartsWith(file, StringComparison.Ordinal));

    /// <summary>Npgsql's own count of pooled connections.</summary>
    private sealed class PoolGauge : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, long> _byState = [];
        private readonly string _pool;

        public PoolGauge(string pool)
        {
            _pool = pool;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Npgsql" && instrument.Name == "db.client.connection.count")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Note(value, tags));
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Note(value, tags));
            _listener.Start();
        }

        public long Used() => Observe("used");

        public long Idle() => Observe("idle");

        public void Dispose() => _listener.Dispose();

        private long Observe(string state)
        {
            _byState.Clear();
            _listener.RecordObservableInstruments();
            return _byState[state];
        }

        private void Note(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string? pool = null, state = null;
            foreach (var (key, tag) in tags)
            {
                if (key == "db.client.connection.pool.name")
                    pool = tag as string;
                else if (key.EndsWith("state", StringComparison.Ordinal))
                    state = tag as string;
            }

            if (pool == _pool && state is not null)
                _byState[state] = value;
        }
    }
}
