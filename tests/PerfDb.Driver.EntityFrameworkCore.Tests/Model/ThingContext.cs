using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Model;

/// <summary>One column of every kind that EF Core asks of Npgsql by type.</summary>
public sealed class Thing
{
    public int Id { get; set; }
    public int[] Numbers { get; set; } = [];
    public List<string> Words { get; set; } = [];
    public int?[] Gaps { get; set; } = [];
    public Mood Mood { get; set; }
    public Mood? OtherMood { get; set; }
    public Mood[] Moods { get; set; } = [];
    public NpgsqlRange<int> Span { get; set; }
    public NpgsqlRange<DateOnly>[] Closed { get; set; } = [];
    public JsonDocument? Json { get; set; }
    public Dictionary<string, string?> Labels { get; set; } = [];
    public DateOnly Day { get; set; }
    public TimeOnly Time { get; set; }
    public TimeSpan Length { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTime Instant { get; set; }
    public IPAddress? Address { get; set; }
    public NpgsqlPoint Point { get; set; }
    public NpgsqlTsVector? Search { get; set; }
    public byte[] Bytes { get; set; } = [];
    public byte Small { get; set; }
    public char Letter { get; set; } = '-';
    public Guid Key { get; set; }
    public decimal Money { get; set; }
    public float Ratio { get; set; }
}

public sealed class ThingContext(DbContextOptions<ThingContext> options) : DbContext(options)
{
    public DbSet<Thing> Things => Set<Thing>();

    // An extension and an enum: types that exist only after the database was created.
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("hstore");
        modelBuilder.Entity<Thing>().Property(t => t.Closed).HasColumnType("datemultirange");
    }
}
