using System.Data.Common;
using Dapper;
using PerfDb.Cli.Demo.Shop.Rows;

namespace PerfDb.Cli.Demo.Shop;

/// <summary>
/// One worker: what customers and the back office do, a connection a visit, in the manners that applications have: Dapper
/// and plain ADO.NET, sync and async. Not thread-safe.
/// </summary>
internal sealed class ShopVisitor
{
    private readonly DemoDatabase _database;
    private readonly ShopStatements _sql;
    private readonly Random _random;
    private readonly OrderBook _book;
    private readonly (int Weight, Func<DbConnection, Task> Visit)[] _visits;
    private readonly int _totalWeight;
    private int _registrations;

    public ShopVisitor(DemoDatabase database, OrderBook book, int seed)
    {
        _database = database;
        _sql = database.Statements;
        _book = book;
        _random = new Random(seed);
        _visits =
        [
            (300, SignInAsync),
            (260, BrowseAsync),
            (180, LookAtOrderAsync),
            (60, SearchAsync),
            (60, CheckOutAsync),
            (40, ShipAsync),
            (20, RestockAsync),
            (12, RegisterAsync),
            (3, ReportAsync),
        ];
        _totalWeight = _visits.Sum(static entry => entry.Weight);
    }

    /// <summary>One visit, drawn by weight.</summary>
    public Task VisitAsync()
    {
        var draw = _random.Next(_totalWeight);
        var index = 0;
        while (draw >= _visits[index].Weight)
            draw -= _visits[index++].Weight;
        return VisitAsync(_visits[index].Visit);
    }

    /// <summary>One visit of each sort.</summary>
    public async Task VisitEachAsync()
    {
        foreach (var (_, visit) in _visits)
            await VisitAsync(visit);
    }

    private async Task VisitAsync(Func<DbConnection, Task> visit)
    {
        await using var connection = await _database.OpenAsync(CancellationToken.None);
        await visit(connection);
    }

    private async Task SignInAsync(DbConnection connection)
    {
        var customerId = SomeCustomer();
        await connection.QuerySingleAsync<Customer>(_sql.CustomerById, new { id = customerId });
        await connection.QueryAsync<Order>(_sql.OrdersOfCustomer, new { customerId });
    }

    private Task BrowseAsync(DbConnection connection)
    {
        connection.Query<Product>(_sql.ProductsByIds, new { ids = SomeProducts(_random.Next(2, 9)) });
        using var command = CreateCommand(connection, _sql.ProductById, ("@id", SomeProduct()));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            _ = reader.GetString(0).Length + reader.GetInt64(1);
        return Task.CompletedTask;
    }

    private Task SearchAsync(DbConnection connection)
    {
        connection.Query<Product>(_sql.SearchProducts, new { pattern = $"%{_random.Of(ShopVocabulary.Articles)}%" });
        return Task.CompletedTask;
    }

    private async Task LookAtOrderAsync(DbConnection connection)
    {
        await using var answers = await connection.QueryMultipleAsync(_sql.OrderWithLines, new { id = SomeOrder() });
        await answers.ReadAsync<Order>();
        await answers.ReadAsync<OrderLine>();
    }

    private async Task CheckOutAsync(DbConnection connection)
    {
        var products = connection.Query<Product>(_sql.ProductsByIds, new { ids = SomeProducts(ShopSize.LinesPerOrder) }).AsList();
        await WriteAsync(() => PlaceOrderAsync(connection, products));
    }

    private async Task PlaceOrderAsync(DbConnection connection, List<Product> products)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var order = new { customerId = SomeCustomer(), placedAt = ShopVocabulary.Today, totalCents = products.Sum(static p => p.PriceCents) };
        var orderId = await connection.ExecuteScalarAsync<long>(_sql.InsertOrder, order, transaction);

        // In the order of their keys, so that two customers never wait for each other in a circle.
        foreach (var product in products.OrderBy(static p => p.Id))
        {
            await connection.ExecuteAsync(_sql.TakeStock, new { productId = product.Id, quantity = 1L }, transaction);
            var line = new { orderId, productId = product.Id, quantity = 1L, unitCents = product.PriceCents };
            await connection.ExecuteAsync(_sql.InsertLine, line, transaction);
        }

        await transaction.CommitAsync();
        _book.Placed(orderId);
    }

    private async Task ShipAsync(DbConnection connection)
    {
        var lastId = 0L;
        await using (var page = CreateCommand(connection, _sql.PageOfOrders, ("@status", "open"), ("@before", SomeOrder())))
        await using (var reader = await page.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                lastId = reader.GetInt64(0);
        }

        await using var count = CreateCommand(connection, _sql.CountOrders, ("@status", _random.Of(ShopVocabulary.Statuses)));
        await count.ExecuteScalarAsync();
        await WriteAsync(() => connection.ExecuteAsync(_sql.ShipOrder, new { id = lastId }));
    }

    private async Task RestockAsync(DbConnection connection)
    {
        var low = await connection.QueryAsync<long>(_sql.LowStock, new { level = 1_000L });
        foreach (var productId in low)
        {
            await using var command = CreateCommand(connection, _sql.AddStock, ("@productId", productId), ("@quantity", 50L));
            await WriteAsync(() => command.ExecuteNonQueryAsync());
        }
    }

    // The first, and then one in four, has forgotten that they are a customer already, and the database says so.
    private async Task RegisterAsync(DbConnection connection)
    {
        var forgetful = _registrations++ % 4 == 0;
        var email = ShopWorkload.EmailOf(forgetful ? SomeCustomer() : _book.NextCustomer());
        if (!forgetful)
            await connection.ExecuteScalarAsync<long>(_sql.CountEmail, new { email });
        var name = $"{_random.Of(ShopVocabulary.FirstNames)} {_random.Of(ShopVocabulary.LastNames)}";
        var customer = new { email, name, city = _random.Of(ShopVocabulary.Cities), joinedAt = ShopVocabulary.Today };
        try
        {
            await WriteAsync(() => connection.ExecuteAsync(_sql.InsertCustomer, customer));
        }
        catch (DbException e) when (forgetful && _database.IsDuplicate(e))
        {
            // Expected; the statistics have counted it.
        }
    }

    private async Task ReportAsync(DbConnection connection)
    {
        var since = ShopVocabulary.Today - (3 * ShopVocabulary.SecondsPerDay);
        await connection.QueryAsync<ProductSales>(_sql.TopProducts, new { since });
        await using var command = CreateCommand(connection, _sql.RevenueByCity, ("@since", since));
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            _ = reader.GetString(0).Length + reader.GetInt64(2);
    }

    private async Task WriteAsync(Func<Task> write)
    {
        await _database.BeginWritingAsync();
        try
        {
            await write();
        }
        finally
        {
            _database.EndWriting();
        }
    }

    private static DbCommand CreateCommand(DbConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private long SomeCustomer() => _random.NextInt64(1, ShopSize.Customers + 1);

    private long SomeProduct() => _random.NextInt64(1, ShopSize.Products + 1);

    private long SomeOrder() => _random.NextInt64(1, _book.LastOrder + 1);

    private long[] SomeProducts(int count)
    {
        var first = SomeProduct();
        return [.. Enumerable.Range(0, count).Select(i => ((first + (i * 37)) % ShopSize.Products) + 1)];
    }
}
