namespace PerfDb.Cli.Demo.Shop;

/// <summary>Every statement of the workload.</summary>
internal sealed class ShopStatements(ShopNames names, string productsInList)
{
    /// <summary>Dapper writes the list out, one parameter for each number.</summary>
    public const string SqliteInList = "IN @ids";

    /// <summary>One parameter, an array.</summary>
    public const string PostgreSqlInList = "= ANY(@ids)";

    public string CustomerById { get; } = $"""
        SELECT id AS Id, name AS Name, email AS Email, city AS City
        FROM {names.Customers}
        WHERE id = @id
        """;

    public string OrdersOfCustomer { get; } = $"""
        SELECT o.id AS Id, o.placed_at AS PlacedAt, o.status AS Status, o.total_cents AS TotalCents, COUNT(*) AS Lines
        FROM {names.Orders} o
        JOIN {names.OrderLines} l ON l.order_id = o.id
        WHERE o.customer_id = @customerId
        GROUP BY o.id, o.placed_at, o.status, o.total_cents
        ORDER BY o.placed_at DESC
        LIMIT 10
        """;

    public string ProductById { get; } = $"""
        SELECT name, price_cents, stock
        FROM {names.Products}
        WHERE id = @id
        """;

    public string ProductsByIds { get; } = $"""
        SELECT id AS Id, name AS Name, price_cents AS PriceCents, stock AS Stock
        FROM {names.Products}
        WHERE id {productsInList}
        """;

    public string SearchProducts { get; } = $"""
        SELECT id AS Id, name AS Name, price_cents AS PriceCents, stock AS Stock
        FROM {names.Products}
        WHERE name LIKE @pattern
        ORDER BY name
        LIMIT 20
        """;

    public string OrderWithLines { get; } = $"""
        SELECT id AS Id, placed_at AS PlacedAt, status AS Status, total_cents AS TotalCents
        FROM {names.Orders}
        WHERE id = @id;

        SELECT p.name AS Product, l.quantity AS Quantity, l.unit_cents AS UnitCents
        FROM {names.OrderLines} l
        JOIN {names.Products} p ON p.id = l.product_id
        WHERE l.order_id = @id
        ORDER BY p.name
        """;

    public string PageOfOrders { get; } = $"""
        SELECT id, customer_id, placed_at, total_cents
        FROM {names.Orders}
        WHERE status = @status AND id < @before
        ORDER BY id DESC
        LIMIT 25
        """;

    public string CountOrders { get; } = $"SELECT COUNT(*) FROM {names.Orders} WHERE status = @status";

    public string CountEmail { get; } = $"SELECT COUNT(*) FROM {names.Customers} WHERE email = @email";

    public string TopProducts { get; } = $"""
        SELECT p.name AS Name, CAST(SUM(l.quantity) AS bigint) AS Sold
        FROM {names.Orders} o
        JOIN {names.OrderLines} l ON l.order_id = o.id
        JOIN {names.Products} p ON p.id = l.product_id
        WHERE o.placed_at >= @since
        GROUP BY p.id, p.name
        ORDER BY Sold DESC
        LIMIT 10
        """;

    public string RevenueByCity { get; } = $"""
        SELECT c.city, COUNT(*), CAST(SUM(o.total_cents) AS bigint)
        FROM {names.Orders} o
        JOIN {names.Customers} c ON c.id = o.customer_id
        WHERE o.placed_at >= @since
        GROUP BY c.city
        ORDER BY c.city
        """;

    public string LowStock { get; } = $"""
        SELECT id
        FROM {names.Products}
        WHERE stock < @level
        ORDER BY stock
        LIMIT 3
        """;

    public string InsertCustomer { get; } = $"""
        INSERT INTO {names.Customers} (email, name, city, joined_at)
        VALUES (@email, @name, @city, @joinedAt)
        """;

    public string InsertOrder { get; } = $"""
        INSERT INTO {names.Orders} (customer_id, placed_at, status, total_cents)
        VALUES (@customerId, @placedAt, 'open', @totalCents)
        RETURNING id
        """;

    public string InsertLine { get; } = $"""
        INSERT INTO {names.OrderLines} (order_id, product_id, quantity, unit_cents)
        VALUES (@orderId, @productId, @quantity, @unitCents)
        """;

    public string TakeStock { get; } = $"""
        UPDATE {names.Products}
        SET stock = stock - @quantity
        WHERE id = @productId AND stock >= @quantity
        """;

    public string AddStock { get; } = $"UPDATE {names.Products} SET stock = stock + @quantity WHERE id = @productId";

    public string ShipOrder { get; } = $"UPDATE {names.Orders} SET status = 'shipped' WHERE id = @id AND status = 'open'";
}
