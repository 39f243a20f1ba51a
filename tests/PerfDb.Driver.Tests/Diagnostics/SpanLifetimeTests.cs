using System.Diagnostics;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Pipeline;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>TL-S5 and TL-S9: when a span begins and ends, and what is current meanwhile and after.</summary>
[Collection(TelemetryCollectionDefinition.Name)]
public sealed class SpanLifetimeTests : IDisposable
{
    private static readonly TimeSpan Execution = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Row = TimeSpan.FromMilliseconds(10);

    private readonly TelemetryHarness _driver = new();
    private readonly SpanRecorder _spans = new();
    private readonly MetricRecorder _metrics = new(PerfDbDiagnostics.MeterName);

    public static TheoryData<CommandMethod, bool> Ways => new()
    {
        { CommandMethod.Reader, false }, { CommandMethod.Scalar, false }, { CommandMethod.NonQuery, false },
        { CommandMethod.Reader, true }, { CommandMethod.Scalar, true }, { CommandMethod.NonQuery, true },
    };

    public void Dispose()
    {
        _metrics.Dispose();
        _spans.Dispose();
        _driver.Dispose();
    }

    [Theory, Trait("Checklist", "TL-S5"), MemberData(nameof(Ways))]
    public async Task Span_and_duration_tell_the_same_time_until_the_caller_is_done(CommandMethod method, bool async)
    {
        _driver.Server.OnExecute = _ => _driver.Time.Advance(Execution);
        _driver.Server.OnRead = _ => _driver.Time.Advance(Row);

        await _driver.Run("SELECT id FROM customers", method, async);

        var expected = method == CommandMethod.Reader ? Execution + (4 * Row) : Execution;
        Assert.Equal(expected, _spans.Single().Duration);
        Assert.Equal(expected.TotalSeconds, Assert.Single(_metrics.Of("db.client.operation.duration")).Value);
    }

    [Fact, Trait("Checklist", "TL-S5")]
    public async Task A_span_begins_when_the_command_was_called()
    {
        _ = _driver.Db;
        // Past a renewal of the clock's anchor, and some way into the next second.
        _driver.Time.Advance(TimeSpan.FromSeconds(90));
        await _driver.Run("SELECT 1");
        _spans.Ended.Clear();
        _driver.Time.Advance(TimeSpan.FromSeconds(0.3));
        var called = _driver.Time.GetUtcNow().UtcDateTime;
        _driver.Server.OnExecute = _ => _driver.Time.Advance(Execution);

        await _driver.Run("SELECT 1");

        Assert.Equal(called, _spans.Single().StartTimeUtc);
    }

    [Fact]
    public async Task A_span_never_begins_before_its_parent()
    {
        using var parent = new Activity("parent");
        parent.SetStartTime(_driver.Time.GetUtcNow().UtcDateTime + TimeSpan.FromTicks(3));
        parent.Start();

        await _driver.Run("SELECT 1");

        Assert.Equal(parent.StartTimeUtc, _spans.Single().StartTimeUtc);
    }

    [Theory, Trait("Checklist", "TL-S9"), MemberData(nameof(Ways))]
    public async Task The_span_is_current_while_the_provider_works_and_the_callers_activity_after(CommandMethod method, bool async)
    {
        Activity? during = null;
        _driver.Server.OnExecute = _ => during = Activity.Current;
        _driver.Server.Latency = _ => Task.Delay(1, CancellationToken.None);
        using var parent = new Activity("parent").Start();

        await _driver.Run("SELECT 1", method, async);

        Assert.Same(_spans.Single(), during);
        Assert.Same(parent, during!.Parent);
        Assert.Same(parent, TelemetryHarness.CurrentAfterRun);
    }

    [Theory, Trait("Checklist", "TL-S9"), MemberData(nameof(Ways))]
    public async Task The_callers_activity_is_current_after_a_failure(CommandMethod method, bool async)
    {
        _driver.Server.OnExecute = _ => throw new InvalidOperationException();
        if (async)
        {
            // Fails after the call has returned its task.
            _driver.Server.OnExecute = null;
            _driver.Server.Latency = async _ =>
            {
                await Task.Yield();
                throw new InvalidOperationException();
            };
        }

        using var parent = new Activity("parent").Start();

        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.Run("SELECT 1", method, async));

        Assert.Same(parent, TelemetryHarness.CurrentAfterRun);
        _spans.Single();
    }

    [Fact, Trait("Checklist", "TL-S9")]
    public void Nothing_is_current_between_a_readers_opening_and_its_close()
    {
        using var connection = _driver.Db.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM customers";

        using var reader = command.ExecuteReader();

        Assert.Null(Activity.Current);
        Assert.Empty(_spans.Ended);
    }

    [Fact, Trait("Checklist", "TL-S9")]
    public async Task A_caller_whose_activity_was_stopped_elsewhere_is_not_left_with_ours()
    {
        using var connection = _driver.Db.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM customers";
        var stopped = new Activity("stopped").Start();
        await Task.Run(stopped.Stop);
        Assert.Same(stopped, Activity.Current);

        using var reader = command.ExecuteReader();

        Assert.Null(Activity.Current);
    }

    [Fact, Trait("Checklist", "TL-S9")]
    public void A_reader_closed_under_another_activity_leaves_that_one_current()
    {
        using var connection = _driver.Db.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM customers";
        var opening = new Activity("opening").Start();
        var reader = command.ExecuteReader();
        opening.Stop();

        using var closing = new Activity("closing").Start();
        reader.Dispose();

        Assert.Same(closing, Activity.Current);
        Assert.Same(opening, _spans.Single().Parent);
    }

    [Fact]
    public void A_reader_that_its_caller_forgot_ends_with_its_connection()
    {
        var connection = _driver.Db.OpenConnection();
        var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM customers";
        _ = command.ExecuteReader();

        connection.Dispose();

        _spans.Single();
        Assert.Contains(_driver.Logs.Events, e => e.Id.Id == EventIds.ReaderAbandoned);
    }

    [Fact]
    public async Task A_readers_span_ends_once_however_often_it_is_closed()
    {
        using var connection = _driver.Db.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM customers";
        var reader = command.ExecuteReader();

        reader.Close();
        await reader.CloseAsync();
        await reader.DisposeAsync();
        reader.Dispose();

        _spans.Single();
        Assert.Single(_metrics.Of("db.client.operation.duration"));
    }
}
