namespace PerfDb.Cli.Demo.Shop;

/// <summary>How far the filling is. Written by the seeder, read by the screen.</summary>
internal sealed class FillProgress
{
    private long _rows;

    /// <summary>The rows there will be.</summary>
    public long TotalRows { get; init; }

    /// <summary>The table being filled.</summary>
    public string Table { get; set; } = "";

    public long Rows => Interlocked.Read(ref _rows);

    public void Add(int rows) => Interlocked.Add(ref _rows, rows);
}
