namespace PerfDb.Cli.Demo.Shop.Rows;

internal sealed class Customer
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public string City { get; init; } = "";
}
