using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class PostgreSqlTypeTests
{
    // Npgsql has no other way to make one on the client.
#pragma warning disable CS0618
    private static readonly NpgsqlTsVector QuickFox = NpgsqlTsVector.Parse("'quick':1 'fox':2");
#pragma warning restore CS0618

    [Theory]
    [OnPostgreSql]
    public Task Every_type_is_written_and_read_right_after_creation(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        // The types must be known although the data source met the server before they were created.
        await using var things = run.Context<ThingContext>();
        await things.Database.EnsureCreatedAsync();

        things.AddRange(Filled(), new Thing());
        run.Note("saved", await things.SaveChangesAsync());
        things.ChangeTracker.Clear();
        run.Note("things", await things.Things.OrderBy(t => t.Id).ToListAsync());
        things.ChangeTracker.Clear();
        run.Note("things, sync", things.Things.OrderBy(t => t.Id).AsNoTracking().ToList());

        var filled = await things.Things.FirstAsync();
        (filled.Mood, filled.Numbers, filled.Words) = (Mood.Angry, [9, 8], ["x"]);
        filled.Labels = new() { ["k"] = null };
        run.Note("updated", await things.SaveChangesAsync());
        things.ChangeTracker.Clear();
        run.Note("after", await things.Things.OrderBy(t => t.Id).Select(t => new { t.Mood, t.Numbers, t.Words, t.Labels }).FirstAsync());
    });

    [Theory]
    [OnPostgreSql]
    public Task Every_type_is_a_parameter(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var things = run.Context<ThingContext>();
        await things.Database.EnsureCreatedAsync();
        things.Add(Filled());
        await things.SaveChangesAsync();
        int[] ids = [1, 2, 3];
        var (mood, moods, day, range, at, word) = (Mood.Happy, new[] { Mood.Calm }, new DateOnly(2026, 5, 6), new NpgsqlRange<int>(3, 5), Filled().At, "two");

        var labels = Filled().Labels;

        async Task Count(string what, IQueryable<Thing> query) => run.Note(what, await query.CountAsync());

        await Count("ids", things.Things.Where(t => ids.Contains(t.Id)));
        await Count("contains", things.Things.Where(t => t.Words.Contains(word) && t.Numbers.Any(n => n == 3)));
        await Count("enum", things.Things.Where(t => t.Mood == mood));
        await Count("enums", things.Things.Where(t => t.Moods == moods));
        await Count("range", things.Things.Where(t => t.Span.Overlaps(range)));
        await Count("day", things.Things.Where(t => t.Day == day && t.At == at));
        await Count("json", things.Things.Where(t => EF.Functions.JsonContains(t.Json!, """{"a": 1}""")));
        await Count("json path", things.Things.Where(t => t.Json!.RootElement.GetProperty("b").GetProperty("c").GetString() == "d"));
        await Count("search", things.Things.Where(t => t.Search!.Matches(EF.Functions.ToTsQuery("fox"))));
        await Count("labels", things.Things.Where(t => t.Labels == labels));
    });

    private static Thing Filled() => new()
    {
        Numbers = [1, 2, 3],
        Words = ["one", "two"],
        Gaps = [1, null, 3],
        Mood = Mood.Happy,
        OtherMood = Mood.Angry,
        Moods = [Mood.Calm, Mood.Angry],
        Span = new(1, 10),
        Closed = [new(new(2026, 1, 1), new(2026, 1, 3)), new(new(2026, 2, 1), new(2026, 2, 3))],
        Json = JsonDocument.Parse("""{"a": 1, "b": {"c": "d"}}"""),
        Labels = new() { ["a"] = "1", ["b"] = null },
        Day = new(2026, 5, 6),
        Time = new(7, 8, 9, 10),
        Length = TimeSpan.FromMilliseconds(123456),
        At = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero),
        Instant = new(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc),
        Address = IPAddress.Parse("10.1.2.3"),
        Point = new(1.5, -2),
        Search = QuickFox,
        Bytes = [1, 2, 255],
        Small = 200,
        Letter = 'x',
        Key = new("0123456789abcdef0123456789abcdef"),
        Money = 12.345m,
        Ratio = 0.1f,
    };
}
