using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace PerfDb.Integration.Tests.Soak;

/// <summary>
/// What one of many concurrent tasks does over and over: reads, writes, transactions, failures, cancellations and readers
/// left half-read, each counted as it is issued. The count is the truth that the statistics are held against.
/// </summary>
internal sealed class SoakWorkload(DbDataSource dataSource, int seed, bool oneWriter) : IDisposable
{
    public const string PointRead = "SELECT name FROM soak WHERE id = @id";
    public const string RangeRead = "SELECT id, name, price FROM soak WHERE id BETWEEN @low AND @high ORDER BY id";
    public const string HalfRead = "SELECT id FROM soak ORDER BY id";
    public const string Update = "UPDATE soak SET price = price + 1 WHERE id = @id";
    public const string Count = "SELECT count(*) FROM soak";
    public const string Broken = "SELECT no_such_column FROM soak";
    private const int Rows = 1000;

    private readonly SemaphoreSlim _writer = new(1);
    private readonly ConcurrentDictionary<string, long> _issued = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _rows = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Issued => _issued;

    public IReadOnlyDictionary<string, long> RowsRead => _rows;

    public static async Task PrepareAsync(DbDataSource bare)
    {
        await using var connection = await bare.OpenConnectionAsync();
        await connection.ExecuteAsync("CREATE TABLE soak (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL)");
        await using var transaction = await connection.BeginTransactionAsync();
        for (var i = 1; i <= Rows; i++)
            await connection.ExecuteAsync("INSERT INTO soak VALUES (@i, @name, 0)", new { i, name = "item " + i }, transaction);
        await transaction.CommitAsync();
    }

    public Task RunAsync(int tasks, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, tasks).Select(t => Task.Run(() => LoopAsync(new Random(seed + t), stop), CancellationToken.None)));

    public void Dispose() => _writer.Dispose();

    private async Task LoopAsync(Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await using var connection = await dataSource.OpenConnectionAsync(CancellationToken.None);
            await StepAsync(connection, random);
        }
    }

    private async Task StepAsync(DbConnection connection, Random random)
    {
        switch (random.Next(8))
        {
            case 0 or 1:
                Issue(PointRead);
                Read(PointRead, (await connection.QueryAsync<string>(PointRead, new { id = random.Next(1, Rows) })).Count());
                break;
            case 2:
                Issue(PointRead);
                Read(PointRead, connection.Query<string>(PointRead, new { id = random.Next(1, Rows) }).Count());
                break;
            case 3:
                var low = random.Next(1, Rows - 50);
                Issue(RangeRead);
                Read(RangeRead, (await connection.QueryAsync(RangeRead, new { low, high = low + 20 })).Count());
                break;
            case 4:
                HalfReadOnce(connection, random.Next(1, 20));
                break;
            case 5:
                await WriteAsync(connection, random);
                break;
            case 6:
                Issue(Count);
                await connection.ExecuteScalarAsync<long>(Count);
                break;
            default:
                Issue(Broken);
                await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(Broken));
                break;
        }
    }

    private void HalfReadOnce(DbConnection connection, int rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = HalfRead;
        Issue(HalfRead);
        var reader = command.ExecuteReader();
        for (var i = 0; i < rows; i++)
            reader.Read();
        Read(HalfRead, rows);
        // Every other reader is left to its connection's close.
        if ((rows & 1) == 0)
            reader.Dispose();
    }

    // SQLite has one writer; 64 that wait for each other inside the provider would sleep most of the time.
    private async Task WriteAsync(DbConnection connection, Random random)
    {
        if (oneWriter)
            await _writer.WaitAsync();
        try
        {
            await TransactAsync(connection, random);
        }
        finally
        {
            if (oneWriter)
                _writer.Release();
        }
    }

    private async Task TransactAsync(DbConnection connection, Random random)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        Issue(Update);
        Read(Update, await connection.ExecuteAsync(Update, new { id = random.Next(1, Rows) }, transaction));
        if (random.Next(2) == 0)
            await transaction.CommitAsync();
        else
            await transaction.RollbackAsync();
    }

    private void Issue(string sql) => _issued.AddOrUpdate(sql, 1, static (_, n) => n + 1);

    private void Read(string sql, long rows) => _rows.AddOrUpdate(sql, static (_, add) => add, static (_, n, add) => n + add, rows);
}
