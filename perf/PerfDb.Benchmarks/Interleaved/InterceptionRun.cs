using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PerfDb.Driver;

namespace PerfDb.Benchmarks.Interleaved;

/// <summary>What does full interception add to a prepared scalar, and to reading 1,000 rows of 8 columns, on SQLite?</summary>
internal static class InterceptionRun
{
    private const int ScalarCalls = 20_000;
    private const int ReaderCalls = 20;
    private const string Rows1000 =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) " +
        "INSERT INTO item SELECT i, 'name ' || i, i * 1.5, i % 7, 'category ' || (i % 13), i * 2, i / 3.0, 'some longer text ' || i FROM n";

    public static void Execute(int pairs)
    {
        var file = Path.Combine(Path.GetTempPath(), $"perfdb-bench-{Environment.ProcessId}.db");
        try
        {
            Run($"Data Source={file};Pooling=False", pairs);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Run(string connectionString, int pairs)
    {
        using var bare = new SqliteConnection(connectionString);
        bare.Open();
        Text(bare, "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, price REAL, kind INTEGER, category TEXT, stock INTEGER, weight REAL, note TEXT)").ExecuteNonQuery();
        Text(bare, Rows1000).ExecuteNonQuery();
        using var dataSource = new PerfDbDataSourceBuilder().UseSqlite(connectionString).Build();
        using var wrapped = dataSource.OpenConnection();

        using var bareScalar = Text(bare, "SELECT 1");
        using var ourScalar = Text(wrapped, "SELECT 1");
        using var bareReader = Text(bare, "SELECT * FROM item");
        using var ourReader = Text(wrapped, "SELECT * FROM item");
        var clock = new ClockArm();

        Console.WriteLine(PairedResult.Header);
        Console.WriteLine(PairedRun.Measure("prepared `SELECT 1`, scalar", n => Scalars<Bare>(bareScalar, n), n => Scalars<Ours>(ourScalar, n), pairs, ScalarCalls).Row);
        Console.WriteLine(PairedRun.Measure("prepared `SELECT 1`, non-query", n => NonQueries<Bare>(bareScalar, n), n => NonQueries<Ours>(ourScalar, n), pairs, ScalarCalls).Row);
        Console.WriteLine(PairedRun.Measure("1,000 rows × 8 columns, reader", n => Readers<Bare>(bareReader, n), n => Readers<Ours>(ourReader, n), pairs, ReaderCalls).Row);
        Console.WriteLine(PairedRun.Measure("floor: the same scalar and two clock reads", n => Scalars<Bare>(bareScalar, n), n => clock.Scalars(bareScalar, n), pairs, ScalarCalls).Row);
    }

    private static DbCommand Text(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Prepare();
        return command;
    }

    // One compiled copy per arm: in an application a call site meets one provider, not both in turns.
    private static void Scalars<TArm>(DbCommand command, int calls)
        where TArm : struct
    {
        for (var i = 0; i < calls; i++)
            command.ExecuteScalar();
    }

    private static void NonQueries<TArm>(DbCommand command, int calls)
        where TArm : struct
    {
        for (var i = 0; i < calls; i++)
            command.ExecuteNonQuery();
    }

    private static void Readers<TArm>(DbCommand command, int calls)
        where TArm : struct
    {
        for (var i = 0; i < calls; i++)
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                reader.GetInt64(0);
                reader.GetString(1);
                reader.GetDouble(2);
                reader.GetInt32(3);
                reader.GetString(4);
                reader.GetInt32(5);
                reader.GetDouble(6);
                reader.GetString(7);
            }
        }
    }

    private readonly struct Bare;

    private readonly struct Ours;

    private sealed class ClockArm
    {
        private long _sum;

        public void Scalars(DbCommand command, int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                var start = Stopwatch.GetTimestamp();
                command.ExecuteScalar();
                _sum += Stopwatch.GetTimestamp() - start;
            }
        }
    }
}
