using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Model;

public sealed class Document
{
    public int Id { get; set; }
    public required string Title { get; set; }

    /// <summary>The system column xmin.</summary>
    [Timestamp]
    public uint Version { get; set; }
}

public sealed class Note
{
    public int Id { get; set; }
    public required string Text { get; set; }
}

/// <summary>What PostgreSQL has for keys and versions.</summary>
public sealed class DocumentContext(DbContextOptions<DocumentContext> options) : DbContext(options)
{
    public DbSet<Document> Documents => Set<Document>();

    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>().Property(n => n.Id).UseHiLo();
}
