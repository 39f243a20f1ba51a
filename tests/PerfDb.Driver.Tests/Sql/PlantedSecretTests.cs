using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>A secret in a literal shows in no public string: generated ones here, a million of them with PERFDB_LONG=1.</summary>
public sealed class PlantedSecretTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Seed = 20261122;

    [Fact]
    public void A_secret_in_any_literal_shows_nowhere()
    {
        var count = LongRun.Count(everyDay: 20_000, full: 1_000_000);
        output.WriteLine($"seed {Seed}, {count} statements");
        var generator = new SecretGenerator(new Random(Seed));
        for (var i = 0; i < count; i++)
        {
            var dialect = (SqlDialect)(i % 5);
            var (secret, sql) = generator.Next(dialect);
            Shape.Hides(secret, sql, dialect);
        }
    }
}
