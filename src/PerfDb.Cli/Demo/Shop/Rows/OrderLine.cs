namespace PerfDb.Cli.Demo.Shop.Rows;

internal sealed class OrderLine
{
    public string Product { get; init; } = "";

    public long Quantity { get; init; }

    public long UnitCents { get; init; }
}
