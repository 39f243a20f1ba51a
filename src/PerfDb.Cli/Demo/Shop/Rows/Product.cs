namespace PerfDb.Cli.Demo.Shop.Rows;

internal sealed class Product
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public long PriceCents { get; init; }

    public long Stock { get; init; }
}
