using System.Data.Common;
using System.Diagnostics;

namespace PerfDb.Cli.Demo.Shop;

/// <summary>Fills the shop, the same rows for the same seed. The identities that the database gives count from 1.</summary>
internal sealed class ShopSeeder(DbConnection connection, ShopNames names, int seed, FillProgress progress)
{
    private readonly Random _random = new(seed);
    private readonly long[] _prices = new long[ShopSize.Products + 1];

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        await FillAsync(names.Customers, ["email", "name", "city", "joined_at"], Customers(), cancellationToken);
        await FillAsync(names.Products, ["name", "category", "price_cents", "stock"], Products(), cancellationToken);

        // Lines decide the total of their order, so both are drawn together and the lines kept for their own table.
        var lines = new List<object[]>(ShopSize.Orders * ShopSize.LinesPerOrder);
        await FillAsync(names.Orders, ["customer_id", "placed_at", "status", "total_cents"], Orders(lines), cancellationToken);
        await FillAsync(names.OrderLines, ["order_id", "product_id", "quantity", "unit_cents"], lines, cancellationToken);
    }

    private async Task FillAsync(string table, string[] columns, IEnumerable<object[]> rows, CancellationToken cancellationToken)
    {
        progress.Table = table;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        BulkInserter? inserter = null;
        foreach (var row in rows)
        {
            if (inserter is null)
            {
                inserter = new BulkInserter(connection, transaction, table, columns, row, progress);
                await inserter.PrepareAsync(cancellationToken);
            }

            await inserter.AddAsync(row, cancellationToken);
        }

        Debug.Assert(inserter is not null);
        await inserter.DisposeAsync();
        await transaction.CommitAsync(cancellationToken);
    }

    private IEnumerable<object[]> Customers()
    {
        for (var id = 1; id <= ShopSize.Customers; id++)
        {
            var name = $"{_random.Of(ShopVocabulary.FirstNames)} {_random.Of(ShopVocabulary.LastNames)}";
            yield return [ShopWorkload.EmailOf(id), name, _random.Of(ShopVocabulary.Cities), SomeTime()];
        }
    }

    private IEnumerable<object[]> Products()
    {
        for (var id = 1; id <= ShopSize.Products; id++)
        {
            var name = $"{_random.Of(ShopVocabulary.Colours)} {_random.Of(ShopVocabulary.Articles)} {id:0000}";
            _prices[id] = _random.Next(100, 20_000);
            yield return [name, _random.Of(ShopVocabulary.Categories), _prices[id], (long)_random.Next(0, 5_000)];
        }
    }

    private IEnumerable<object[]> Orders(List<object[]> lines)
    {
        for (var id = 1L; id <= ShopSize.Orders; id++)
        {
            var total = 0L;
            var product = _random.Next(ShopSize.Products);
            for (var line = 0; line < ShopSize.LinesPerOrder; line++)
            {
                // A stride keeps the products of an order apart, as their key wants it.
                product = (product + 1 + _random.Next(ShopSize.Products / ShopSize.LinesPerOrder - 1)) % ShopSize.Products;
                var quantity = (long)_random.Next(1, 5);
                total += quantity * _prices[product + 1];
                lines.Add([id, product + 1L, quantity, _prices[product + 1]]);
            }

            yield return [(long)_random.Next(1, ShopSize.Customers + 1), SomeTime(), _random.Of(ShopVocabulary.Statuses), total];
        }
    }

    private long SomeTime() => ShopVocabulary.Today - _random.NextInt64(ShopSize.Days * ShopVocabulary.SecondsPerDay);
}
