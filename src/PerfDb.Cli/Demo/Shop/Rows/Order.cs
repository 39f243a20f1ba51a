namespace PerfDb.Cli.Demo.Shop.Rows;

internal sealed class Order
{
    public long Id { get; init; }

    public long PlacedAt { get; init; }

    public string Status { get; init; } = "";

    public long TotalCents { get; init; }

    public long Lines { get; init; }
}
