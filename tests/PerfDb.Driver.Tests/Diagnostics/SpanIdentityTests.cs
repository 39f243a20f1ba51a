using System.Data;
using System.Diagnostics;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Providers;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>TL-S1 to TL-S4: what a span is called and what it says from its first moment.</summary>
[Collection(TelemetryCollectionDefinition.Name)]
public sealed class SpanIdentityTests : IDisposable
{
    private readonly TelemetryHarness _driver = new();
    private readonly SpanRecorder _spans = new();

    public void Dispose()
    {
        _spans.Dispose();
        _driver.Dispose();
    }

    [Fact, Trait("Checklist", "TL-S1")]
    public async Task The_source_has_a_name_a_version_and_the_schema_of_its_conventions()
    {
        await _driver.Run("SELECT 1");

        var source = _spans.Single().Source;
        Assert.Equal("PerfDb.Driver", source.Name);
        Assert.Matches(@"^\d+\.\d+\.\d+", source.Version);
        Assert.DoesNotContain('+', source.Version!);
        Assert.Equal("https://opentelemetry.io/schemas/1.44.0", source.TelemetrySchemaUrl);
    }

    [Fact, Trait("Checklist", "TL-S2")]
    public async Task A_command_is_a_client_span_and_a_supplied_result_is_none()
    {
        await _driver.Run("SELECT 1");
        Assert.Equal(ActivityKind.Client, _spans.Single().Kind);

        using var supplied = new TelemetryHarness { Interceptor = new Supplier() };
        await supplied.Run("SELECT 1");
        Assert.Empty(supplied.Server.Received);
        Assert.Single(_spans.Ended);
    }

    [Theory, Trait("Checklist", "TL-S3")]
    [InlineData("SELECT * FROM customers WHERE id = @id", "SELECT customers")]
    [InlineData("INSERT INTO orders (id) SELECT id FROM baskets", "INSERT orders SELECT baskets")]
    [InlineData("SELECT 1", "SELECT")]
    [InlineData("", "shop|public")]
    public async Task The_span_is_named_by_the_summary_or_else_by_the_target(string sql, string name)
    {
        await _driver.Run(sql);

        Assert.Equal(name, _spans.Single().DisplayName);
    }

    [Theory, Trait("Checklist", "TL-S3")]
    [InlineData("shop", "db1", 6432, "shop")]
    [InlineData(null, "db1", 6432, "db1:6432")]
    [InlineData(null, "db1", null, "db1")]
    [InlineData(null, null, null, "postgresql")]
    public async Task Without_a_summary_the_name_falls_back_to_namespace_address_and_system(string? space, string? address, int? port, string name)
    {
        _driver.Provider.Server = new ServerDescription(address, port, space);

        await _driver.Run("");

        Assert.Equal(name, _spans.Single().DisplayName);
    }

    [Fact, Trait("Checklist", "TL-S4")]
    public async Task Samplers_see_name_and_attributes()
    {
        await _driver.Run("SELECT * FROM customers WHERE name = 'Ann'");

        var (name, tags) = Assert.Single(_spans.SeenBySampler);
        Assert.Equal("SELECT customers", name);
        Assert.Equal("postgresql", tags["db.system.name"]);
        Assert.Equal("shop|public", tags["db.namespace"]);
        Assert.Equal("db1", tags["server.address"]);
        Assert.Equal(6432, tags["server.port"]);
        Assert.Equal("SELECT customers", tags["db.query.summary"]);
        Assert.Equal("SELECT * FROM customers WHERE name = ?", tags["db.query.text"]);
        Assert.Matches("^[0-9a-f]{16}$", Assert.IsType<string>(tags["perfdb.query.fingerprint"]));
        Assert.Equal(7, tags.Count);
    }

    [Fact, Trait("Checklist", "TL-S4")]
    public async Task A_server_without_address_port_or_namespace_leaves_them_out()
    {
        _driver.Provider.Server = new ServerDescription(null, 6432, null);

        await _driver.Run("SELECT 1");

        Assert.DoesNotContain(_spans.Single().TagObjects, t => t.Key is "server.address" or "server.port" or "db.namespace" || t.Value is null);
    }

    [Fact]
    public async Task A_procedure_is_named_and_its_arguments_and_text_are_not()
    {
        await RunAs(CommandType.StoredProcedure, "audit.purge");

        var span = _spans.Single();
        Assert.Equal("CALL audit.purge", span.DisplayName);
        Assert.Equal("audit.purge", span.GetTagItem("db.stored_procedure.name"));
        Assert.Equal("CALL", span.GetTagItem("db.operation.name"));
        Assert.Null(span.GetTagItem("db.query.text"));
    }

    [Fact]
    public async Task A_table_command_names_its_collection()
    {
        await RunAs(CommandType.TableDirect, "customers");

        var span = _spans.Single();
        Assert.Equal("SELECT customers", span.DisplayName);
        Assert.Equal("customers", span.GetTagItem("db.collection.name"));
        Assert.Equal("SELECT", span.GetTagItem("db.operation.name"));
        Assert.Null(span.GetTagItem("db.query.text"));
    }

    [Fact]
    public async Task Text_commands_have_no_operation_or_collection_for_those_must_not_be_taken_from_text()
    {
        await _driver.Run("SELECT * FROM customers");

        Assert.Null(_spans.Single().GetTagItem("db.operation.name"));
        Assert.Null(_spans.Single().GetTagItem("db.collection.name"));
    }

    [Fact]
    public async Task The_text_can_be_left_out()
    {
        using var driver = new TelemetryHarness { Telemetry = o => o.RecordQueryText = false };

        await driver.Run("SELECT * FROM customers");

        Assert.Null(_spans.Single().GetTagItem("db.query.text"));
    }

    private async Task RunAs(CommandType type, string text)
    {
        await using var connection = _driver.Db.OpenConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        command.CommandType = type;
        command.ExecuteNonQuery();
    }

    private sealed class Supplier : IPerfDbCommandInterceptor
    {
        public void Executing(CommandExecuting command) => command.SetResult(42);
    }
}
