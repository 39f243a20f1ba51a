using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Model;

public sealed class Post
{
    public int Id { get; set; }
    public required string Title { get; set; }
    public int Rank { get; set; }
}

/// <summary>A database that is made by migrations.</summary>
public sealed class BlogContext(DbContextOptions<BlogContext> options) : DbContext(options)
{
    public DbSet<Post> Posts => Set<Post>();
}

internal static class BlogMigrations
{
    public const string First = "20260101000000_First";
    public const string Second = "20260102000000_Second";
}

[DbContext(typeof(BlogContext))]
[Migration(BlogMigrations.First)]
internal sealed class FirstMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Posts",
            table => new
            {
                Id = table.Column<int>(nullable: false)
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Title = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Posts", p => p.Id));
        migrationBuilder.Sql("""insert into "Posts" ("Title") values ('seeded')""");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Posts");
}

[DbContext(typeof(BlogContext))]
[Migration(BlogMigrations.Second)]
internal sealed class SecondMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("Rank", "Posts", nullable: false, defaultValue: 7);
        migrationBuilder.Sql("""update "Posts" set "Title" = "Title" || '!'""");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("Rank", "Posts");
}
