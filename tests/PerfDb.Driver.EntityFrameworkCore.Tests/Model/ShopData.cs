namespace PerfDb.Driver.EntityFrameworkCore.Tests.Model;

/// <summary>Rows that are the same in every run.</summary>
internal static class ShopData
{
    public static readonly DateTime Day = new(2026, 3, 1, 8, 30, 0, DateTimeKind.Utc);

    public static List<Customer> Customers(int count = 12)
    {
        Tag[] tags = [new() { Name = "new" }, new() { Name = "vip" }, new() { Name = "late" }];
        return [.. Enumerable.Range(1, count).Select(i => new Customer
        {
            Name = $"Customer {i:00}",
            Balance = 10.25m * i,
            Since = Day.AddDays(i),
            Address = new() { Street = $"Street {i}", City = i % 2 == 0 ? "Bern" : "Oslo", Phones = [new() { Kind = "home", Number = $"0{i}" }] },
            Orders = [.. Enumerable.Range(1, i % 4).Select(j => Order(i, j))],
            Tags = [.. tags.Where((_, t) => (i + t) % 3 == 0)],
        })];
    }

    private static Order Order(int customer, int number) => new()
    {
        PlacedAt = Day.AddHours((customer * 10) + number),
        Total = 5.5m * number,
        Lines = [.. Enumerable.Range(1, number).Select(k => new Line { Sku = $"S{customer}-{k}", Quantity = k, Price = 1.1m * k })],
    };
}
