namespace PerfDb.Cli.Demo.Shop;

/// <summary>How many rows the shop begins with: 126,000 in all.</summary>
internal static class ShopSize
{
    public const int Customers = 5_000;
    public const int Products = 1_000;
    public const int Orders = 30_000;
    public const int LinesPerOrder = 3;
    public const int Total = Customers + Products + Orders + (Orders * LinesPerOrder);

    /// <summary>The time that the orders are spread over, in days.</summary>
    public const int Days = 365;
}
