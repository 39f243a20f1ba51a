using System.ComponentModel.DataAnnotations;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Model;

public sealed class Customer
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public decimal Balance { get; set; }
    public DateTime Since { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    public Address Address { get; set; } = new();
    public List<Order> Orders { get; set; } = [];
    public List<Tag> Tags { get; set; } = [];
}

/// <summary>Owned by a customer, stored as JSON.</summary>
public sealed class Address
{
    public string Street { get; set; } = "";
    public string City { get; set; } = "";
    public List<Phone> Phones { get; set; } = [];
}

public sealed class Phone
{
    public string Kind { get; set; } = "";
    public string Number { get; set; } = "";
}

public sealed class Order
{
    public int Id { get; set; }
    public int CustomerId { get; set; }
    public Customer? Customer { get; set; }
    public DateTime PlacedAt { get; set; }
    public decimal Total { get; set; }
    public List<Line> Lines { get; set; } = [];
}

public sealed class Line
{
    public int Id { get; set; }
    public int OrderId { get; set; }
    public required string Sku { get; set; }
    public int Quantity { get; set; }
    public decimal Price { get; set; }
}

public sealed class Tag
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public List<Customer> Customers { get; set; } = [];
}
