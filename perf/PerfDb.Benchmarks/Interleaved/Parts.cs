using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PerfDb.Driver;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Sql;
using PerfDb.Driver.Statistics;
namespace PerfDb.Benchmarks.Interleaved;
internal static class Parts
{
    public static void Execute()
    {
        using var c = new SqliteConnection("Data Source=:memory:"); c.Open();
        DbCommand cmd = c.CreateCommand(); cmd.CommandText = "SELECT 1";
        var cat = new StatementCatalog(new SqlAnalyzer(SqlDialect.Sqlite), 16<<20);
        var store = new StatisticsStore(2000, TimeProvider.System);
        var ks = cat.Find(cmd);
        var counters = ks.Counters(store);
        var tp = TimeProvider.System;
        var memo = new TextMemo<object>(1<<20); memo.GetOrAdd("SELECT 1", _ => new object());
        for (int round=0; round<3; round++) {
        T("clock", () => tp.GetTimestamp());
        T("find", () => cat.Find(cmd));
        T("memo", () => memo.TryGet("SELECT 1", out _));
        T("text+type", () => { _ = cmd.CommandText; _ = cmd.CommandType; });
        T("counters", () => ks.Counters(store));
        T("record", () => counters.Record(new CommandOutcome { DurationTicks = 700, EndTimestamp = 5000000, FirstRowTicks=-1, Rows=-1 }));
        T("activity.current", () => _ = Activity.Current);
        var ctx = new CommandContext();
        T("pool", () => { var x = CommandContextPool.Rent(); CommandContextPool.Return(x); });
        Console.WriteLine();
        }
    }
    private static void T(string n, Action a) { for (int i=0;i<200000;i++) a(); var s=Stopwatch.GetTimestamp(); for (int i=0;i<2000000;i++) a(); Console.WriteLine($"{n,-20}{Stopwatch.GetElapsedTime(s).TotalNanoseconds/2000000:F1}"); }
}
