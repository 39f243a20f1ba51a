using System.Diagnostics;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Tests.Support;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>TL-S6, TL-S10 and the attributes that tell how a command ended, on the span and on the duration alike.</summary>
[Collection(TelemetryCollectionDefinition.Name)]
public sealed class SpanOutcomeTests : IDisposable
{
    private const string Secret = "Key (email)=(ann@example.com) already exists";

    private readonly TelemetryHarness _driver = new();
    private readonly SpanRecorder _spans = new();
    private readonly MetricRecorder _metrics = new(PerfDbDiagnostics.MeterName);

    public void Dispose()
    {
        _metrics.Dispose();
        _spans.Dispose();
        _driver.Dispose();
    }

    [Fact, Trait("Checklist", "TL-S6")]
    public async Task Success_leaves_the_status_unset_and_names_no_error()
    {
        await _driver.Run("SELECT 1");

        Assert.Equal(ActivityStatusCode.Unset, _spans.Single().Status);
        Assert.Null(_spans.Single().GetTagItem("error.type"));
        Assert.DoesNotContain("error.type", Duration().Tags.Keys);
    }

    [Theory, Trait("Checklist", "TL-S6"), InlineData(false), InlineData(true)]
    public async Task Failure_is_told_by_the_databases_code(bool async)
    {
        var error = new StubException(Secret, "23505");
        _driver.Server.OnExecute = _ => throw error;

        Assert.Same(error, await Assert.ThrowsAsync<StubException>(() => _driver.Run("INSERT INTO c VALUES (1)", CommandMethod.NonQuery, async)));

        AssertFailed("23505", "23505");
        Assert.Null(_spans.Single().StatusDescription);
    }

    [Fact, Trait("Checklist", "TL-S6")]
    public async Task The_providers_message_is_recorded_only_on_request()
    {
        using var driver = new TelemetryHarness { Telemetry = o => o.RecordExceptionMessages = true };
        driver.Server.OnExecute = _ => throw new StubException(Secret, "23505");

        await Assert.ThrowsAsync<StubException>(() => driver.Run("INSERT INTO c VALUES (1)"));

        Assert.Equal(Secret, _spans.Single().StatusDescription);
    }

    [Fact]
    public async Task Without_a_code_the_error_is_the_original_exceptions_type()
    {
        _driver.Server.OnExecute = _ => throw new StubException("wrapped", inner: new TimeoutException());

        await Assert.ThrowsAsync<StubException>(() => _driver.Run("SELECT 1"));

        AssertFailed("System.TimeoutException", null);
    }

    [Fact]
    public async Task A_failure_while_reading_is_the_commands_failure()
    {
        _driver.Server.OnRead = row =>
        {
            if (row == 2)
                throw new StubException("lost", "57P01");
        };

        await Assert.ThrowsAsync<StubException>(() => _driver.Run("SELECT id FROM customers", CommandMethod.Reader));

        AssertFailed("57P01", "57P01");
    }

    [Theory, Trait("Checklist", "TL-S10"), InlineData(CommandMethod.Reader), InlineData(CommandMethod.Scalar), InlineData(CommandMethod.NonQuery)]
    public async Task Cancellation_is_an_error_of_one_name(CommandMethod method)
    {
        using var cancellation = new CancellationTokenSource();
        _driver.Server.Latency = token =>
        {
            cancellation.Cancel();
            return Task.Delay(Timeout.Infinite, token);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _driver.Run("SELECT 1", method, async: true, cancellation.Token));

        AssertFailed("System.OperationCanceledException", null);
    }

    [Fact]
    public async Task Returned_rows_are_recorded_on_request_and_only_for_readers()
    {
        using var driver = new TelemetryHarness { Telemetry = o => o.RecordReturnedRows = true };
        driver.Server.Affected = 9;

        await driver.Run("SELECT id FROM customers", CommandMethod.Reader);
        await driver.Run("UPDATE customers SET x = 1", CommandMethod.NonQuery);
        await driver.Run("SELECT id FROM customers", CommandMethod.Scalar);
        await _driver.Run("SELECT id FROM customers", CommandMethod.Reader);

        Assert.Equal([3L, null, null, null], _spans.Ended.Select(s => s.GetTagItem("db.response.returned_rows")));
    }

    [Fact]
    public async Task Parameters_are_recorded_on_request()
    {
        using var driver = new TelemetryHarness { Telemetry = o => o.RecordParameters = true };

        await RunWithParameters(driver);
        await RunWithParameters(_driver);

        var span = _spans.Ended[0];
        Assert.Equal("1.5", span.GetTagItem("db.query.parameter.price"));
        Assert.Equal("null", span.GetTagItem("db.query.parameter.name"));
        Assert.Equal("Byte[]", span.GetTagItem("db.query.parameter.2"));
        Assert.Equal(256, Assert.IsType<string>(span.GetTagItem("db.query.parameter.long")).Length);
        Assert.DoesNotContain(_spans.Ended[1].TagObjects, t => t.Key.StartsWith("db.query.parameter", StringComparison.Ordinal));
    }

    private static async Task RunWithParameters(TelemetryHarness driver)
    {
        await using var connection = driver.Db.OpenConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        command.Parameters.Add(new StubParameter { ParameterName = "@price", Value = 1.5 });
        command.Parameters.Add(new StubParameter { ParameterName = "name", Value = DBNull.Value });
        command.Parameters.Add(new StubParameter { Value = new byte[4] });
        command.Parameters.Add(new StubParameter { ParameterName = ":long", Value = new string('x', 300) });
        command.ExecuteScalar();
    }

    private MetricRecord Duration() => Assert.Single(_metrics.Of("db.client.operation.duration"));

    private void AssertFailed(string type, string? code)
    {
        var span = _spans.Single();
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(type, span.GetTagItem("error.type"));
        Assert.Equal(code, span.GetTagItem("db.response.status_code"));
        Assert.Equal(type, Duration().Tags["error.type"]);
        Assert.Equal(code, Duration().Tags.GetValueOrDefault("db.response.status_code"));
    }
}
