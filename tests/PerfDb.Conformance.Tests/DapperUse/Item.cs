namespace PerfDb.Conformance.Tests.DapperUse;

internal sealed class Item
{
    public int Id { get; set; }

    public string? Name { get; set; }

    public decimal Price { get; set; }

    public string? Note { get; set; }
}

internal sealed class Dated
{
    public DateOnly Day { get; set; }

    public TimeOnly Clock { get; set; }

    public Money? Price { get; set; }
}

internal sealed record Money(decimal Amount);
