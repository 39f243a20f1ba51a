namespace PerfDb.Cli.Demo.Shop;

/// <summary>What the workers know together: how far the identities have come.</summary>
internal sealed class OrderBook
{
    private long _lastOrder = ShopSize.Orders;
    private long _lastCustomer = ShopSize.Customers;

    public long LastOrder => Interlocked.Read(ref _lastOrder);

    /// <summary>A number for a customer that nobody has had.</summary>
    public long NextCustomer() => Interlocked.Increment(ref _lastCustomer);

    public void Placed(long orderId)
    {
        var last = LastOrder;
        while (orderId > last)
        {
            var seen = Interlocked.CompareExchange(ref _lastOrder, orderId, last);
            if (seen == last)
                return;
            last = seen;
        }
    }
}
