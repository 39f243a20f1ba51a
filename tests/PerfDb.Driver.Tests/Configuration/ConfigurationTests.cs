using Microsoft.Extensions.Configuration;
using PerfDb.Driver.Diagnostics;

namespace PerfDb.Driver.Tests.Configuration;

public sealed class ConfigurationTests
{
    [Fact]
    public void A_section_sets_options_by_name_whatever_the_case()
    {
        var options = new PerfDbOptions();
        var faults = new List<string>();

        OptionTable.Apply(Section(("enabled", "false"), ("Statistics:MaxFingerprints", "17"), ("telemetry:databaseclientmetrics", "never")), options, faults);

        Assert.Empty(faults);
        Assert.False(options.Enabled);
        Assert.Equal(17, options.Statistics.MaxFingerprints);
        Assert.Equal(EmitMode.Never, options.Telemetry.DatabaseClientMetrics);
    }

    [Theory]
    [InlineData("Enabld", "true", "There is no option 'Enabld'")]
    [InlineData("Enabled", "yes", "'yes' cannot be the value of Enabled")]
    [InlineData("Mode", "1", "one of Active, Observe")]
    [InlineData("Statistics:MaxFingerprints", "0", "'0' cannot be the value of Statistics:MaxFingerprints")]
    [InlineData("Statistics:MaxFingerprints", "99999999999", "a whole number within its range")]
    [InlineData("Name", " ", "a name that is not empty")]
    public void A_fault_says_what_stands_where_and_what_was_expected(string name, string value, string expected)
    {
        var faults = new List<string>();

        OptionTable.Apply(Section((name, value)), new PerfDbOptions(), faults);

        var fault = Assert.Single(faults);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.Contains($"PerfDb:{name}", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_reports_every_fault_at_once()
    {
        var builder = new PerfDbDataSourceBuilder()
            .UseConfiguration(Section(("Enabled", "maybe"), ("Colour", "red")))
            .ConfigureStatistics(s => s.MaxFingerprints = -1);

        var exception = Assert.Throws<PerfDbConfigurationException>(() => builder.Build());

        Assert.Equal(4, exception.Faults.Count);
        Assert.All(exception.Faults, fault => Assert.Contains(fault, exception.Message, StringComparison.Ordinal));
        Assert.Contains(exception.Faults, fault => fault.StartsWith("No database was chosen.", StringComparison.Ordinal));
    }

    [Fact]
    public void Sections_of_keyed_data_sources_are_not_options_of_the_unkeyed_one()
    {
        var faults = new List<string>();

        OptionTable.Apply(Section(("DataSources:orders:Enabled", "false")), new PerfDbOptions(), faults);

        Assert.Empty(faults);
    }

    [Fact]
    public void A_connection_string_without_our_keywords_comes_back_as_the_same_instance()
    {
        var given = "Host=localhost;Username=perfdb;Password=';x'";

        Assert.Same(given, new PerfDbDataSourceBuilder().TakeOptionsFrom(given));
    }

    [Fact]
    public void Our_keywords_are_taken_out_of_a_connection_string_and_the_rest_stays()
    {
        var options = new PerfDbOptions();
        var faults = new List<string>();

        var left = ConnectionStringOptions.Take("Data Source=a b.db;PerfDb Enabled=false;PerfDb Statistics MaxFingerprints=9", options, faults);

        Assert.Empty(faults);
        Assert.Equal("a b.db", new System.Data.Common.DbConnectionStringBuilder { ConnectionString = left }["Data Source"]);
        Assert.DoesNotContain("perfdb", left, StringComparison.OrdinalIgnoreCase);
        Assert.False(options.Enabled);
        Assert.Equal(9, options.Statistics.MaxFingerprints);
    }

    [Fact]
    public void A_wrong_keyword_in_a_connection_string_is_a_fault()
    {
        var faults = new List<string>();

        ConnectionStringOptions.Take("Data Source=x;PerfDb Enable=1", new PerfDbOptions(), faults);

        Assert.Contains("There is no option 'enable'", Assert.Single(faults), StringComparison.OrdinalIgnoreCase);
    }

    private static IConfigurationSection Section(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(v => KeyValuePair.Create("PerfDb:" + v.Name, (string?)v.Value)))
        .Build()
        .GetSection("PerfDb");
}
