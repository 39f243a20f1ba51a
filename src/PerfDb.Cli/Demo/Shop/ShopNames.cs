namespace PerfDb.Cli.Demo.Shop;

/// <summary>The names of the shop's tables: plain in a file of the demo's own, prefixed in somebody else's database.</summary>
internal sealed class ShopNames(string prefix)
{
    public const string GuestPrefix = "perfdb_demo_";

    public string Customers { get; } = prefix + "customers";

    public string Products { get; } = prefix + "products";

    public string Orders { get; } = prefix + "orders";

    public string OrderLines { get; } = prefix + "order_lines";

    /// <summary>The tables, each after those it refers to.</summary>
    public IReadOnlyList<string> Tables => [Customers, Products, Orders, OrderLines];
}
