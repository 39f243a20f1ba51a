namespace PerfDb.Cli.Demo.Shop.Rows;

internal sealed class ProductSales
{
    public string Name { get; init; } = "";

    public long Sold { get; init; }
}
