using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Model;

public class ShopContext : DbContext
{
    public ShopContext(DbContextOptions<ShopContext> options)
        : base(options)
    {
    }

    protected ShopContext(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Line> Lines => Set<Line>();

    public DbSet<Tag> Tags => Set<Tag>();

    /// <summary>What an application maps in Npgsql's data source.</summary>
    public static void MapTypes(NpgsqlDataSourceBuilder builder) => builder.MapEnum<Mood>("mood");

    public static void Configure(NpgsqlDbContextOptionsBuilder options, bool retries)
    {
        options.MapEnum<Mood>("mood");
        options.MigrationsAssembly(typeof(ShopContext).Assembly);
        if (retries)
            options.EnableRetryOnFailure(3, TimeSpan.FromMilliseconds(20), null);
    }

    public static void Configure(SqliteDbContextOptionsBuilder options, bool retries)
    {
        if (retries)
            options.ExecutionStrategy(static dependencies => new SqliteRetryingStrategy(dependencies));
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>(customer =>
        {
            customer.HasIndex(c => c.Name).IsUnique();
            customer.OwnsOne(c => c.Address, address =>
            {
                address.ToJson();
                address.OwnsMany(a => a.Phones);
            });
            customer.HasMany(c => c.Tags).WithMany(t => t.Customers);
        });
        modelBuilder.Entity<Order>().HasIndex(o => o.PlacedAt);
    }
}
