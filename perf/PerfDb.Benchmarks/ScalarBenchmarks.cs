using System.Data.Common;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using PerfDb.Driver;

namespace PerfDb.Benchmarks;

/// <summary>What does full interception add to a scalar, prepared once or created each time?</summary>
[MemoryDiagnoser]
public class ScalarBenchmarks
{
    private SqliteConnection _bareConnection = null!;
    private DbConnection _ourConnection = null!;
    private PerfDbDataSource _dataSource = null!;
    private DbCommand _bare = null!;
    private DbCommand _ours = null!;

    [GlobalSetup]
    public void Setup()
    {
        SQLitePCL.Batteries_V2.Init();
        _bareConnection = new SqliteConnection("Data Source=:memory:");
        _bareConnection.Open();
        _dataSource = new PerfDbDataSourceBuilder().UseSqlite("Data Source=:memory:").Build();
        _ourConnection = _dataSource.OpenConnection();
        _bare = Prepared(_bareConnection);
        _ours = Prepared(_ourConnection);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _ourConnection.Dispose();
        _dataSource.Dispose();
        _bareConnection.Dispose();
    }

    [Benchmark(Baseline = true)]
    public object? BarePrepared() => _bare.ExecuteScalar();

    [Benchmark]
    public object? OursPrepared() => _ours.ExecuteScalar();

    [Benchmark]
    public object? BareCreated() => CreateAndExecute(_bareConnection);

    [Benchmark]
    public object? OursCreated() => CreateAndExecute(_ourConnection);

    private static object? CreateAndExecute(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        return command.ExecuteScalar();
    }

    private static DbCommand Prepared(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        command.Prepare();
        return command;
    }
}
