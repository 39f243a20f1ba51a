using System.Data;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Tests.Support;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>TL-V1, TL-V3: what stands in a literal, a comment, a parameter or a server's message leaves by no door.</summary>
[Collection(TelemetryCollectionDefinition.Name)]
public sealed class PlantedSecretTests
{
    private const string Secret = "s3cr3t";
    private const string Number = "4242424242";

    private static readonly string[] Secrets =
    [
        $"SELECT * FROM users WHERE password = '{Secret}' AND card = {Number}",
        $"INSERT INTO users (name, card) VALUES ('{Secret}', {Number}), ('it''s {Secret}', -{Number}.5e3)",
        $"SELECT $${Secret}$$, $tag$ {Secret} $tag$, E'\\'{Secret}', U&'{Secret}', B'0101', X'4242424242'",
        $"SELECT 1 /* {Secret} */ -- {Secret}",
        $"-- {Secret}\nSELECT * FROM users",
        $"SELECT * FROM users WHERE a IN ({Number}, {Number}, '{Secret}') LIMIT {Number}",
        $"UPDATE users SET note = '{Secret}",
        $"SELECT $tag${Secret}",
        $"SELECT '{Secret}' 'x{Secret}' FROM '{Secret}'",
        $"SELECT DATE '{Secret}', INTERVAL '{Number} {Secret}', TIMESTAMP '{Secret}'",
        $"CALL pay('{Secret}', {Number})",
        $"'{Secret}' SELECT",
        $"SET app.key = '{Secret}'; SELECT {Number}",
        $"COPY users FROM '/{Secret}'",
        $"EXECUTE plan('{Secret}', {Number})",
    ];

    public static TheoryData<string> Texts => [.. Secrets];

    [Theory, Trait("Checklist", "TL-V1"), MemberData(nameof(Texts))]
    public async Task A_secret_in_a_text_leaves_by_no_door(string sql)
    {
        var doors = new Doors();

        await doors.Run(sql, CommandType.Text);
        await doors.Run(sql, CommandType.StoredProcedure);
        await doors.Run(sql, CommandType.TableDirect);
        doors.RunBatch(sql);

        doors.AssertClosed();
    }

    [Fact, Trait("Checklist", "TL-V3")]
    public async Task A_secret_in_a_broken_text_leaves_by_no_door()
    {
        var random = new Random(20301);
        foreach (var sql in Secrets)
        {
            var doors = new Doors();
            for (var i = 0; i < 20; i++)
            {
                var cut = random.Next(sql.Length);
                await doors.Run(sql[..cut], CommandType.Text);
            }

            doors.AssertClosed();
        }
    }

    [Fact, Trait("Checklist", "TL-V2")]
    public async Task A_connection_strings_password_leaves_by_no_door()
    {
        using var doors = new Doors();

        await doors.Run("SELECT 1", CommandType.Text);

        doors.AssertClosed();
    }

    [Fact]
    public async Task The_doors_are_really_watched()
    {
        using var doors = new Doors(o => o.Enrich = (activity, _) => activity.SetTag("leak", Secret));

        await doors.Run("SELECT 1", CommandType.Text);

        Assert.Throws<Xunit.Sdk.DoesNotContainException>(doors.AssertClosed);
    }

    /// <summary>The driver, with a listener at everything that goes out.</summary>
    private sealed class Doors(Action<TelemetryOptions>? configure = null) : IDisposable
    {
        private readonly TelemetryHarness _driver = new() { Telemetry = configure };
        private readonly SpanRecorder _spans = new();
        private readonly MetricRecorder _metrics = new(PerfDbDiagnostics.MeterName);

        public async Task Run(string sql, CommandType type)
        {
            _driver.Server.ConnectionString = $"Host=stub;Password={Secret}";
            foreach (var fails in (bool[])[false, true])
            {
                _driver.Server.OnExecute = fails ? static _ => throw new StubException($"Key ({Secret}) exists: {Number}", "23505") : null;
                await using var connection = _driver.Db.OpenConnection();
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.CommandType = type;
                command.Parameters.Add(new StubParameter { ParameterName = "p", Value = Secret });
                foreach (var method in Enum.GetValues<CommandMethod>())
                    await Swallow(() => TelemetryHarness.Run(command, method, async: true));
                // An open reader that its connection ends makes a log event.
                if (!fails)
                    _ = command.ExecuteReader();
            }

            _driver.Server.OnExecute = null;
        }

        public void RunBatch(string sql)
        {
            _driver.RunBatch(sql, sql);
            _driver.RunBatch(sql, "SELECT 1");
        }

        public void AssertClosed()
        {
            Dispose();
            List<string> said = [];
            foreach (var span in _spans.Ended)
            {
                said.Add(span.DisplayName + span.OperationName + span.StatusDescription);
                said.AddRange(span.TagObjects.Select(t => $"{t.Key}={t.Value}"));
                said.AddRange(span.Events.SelectMany(e => e.Tags).Select(t => $"{t.Key}={t.Value}"));
            }

            said.AddRange(_metrics.Records.SelectMany(r => r.Tags).Select(t => $"{t.Key}={t.Value}"));
            said.AddRange(_driver.Logs.Events.Select(e => e.Text + e.Exception));
            Assert.NotEmpty(_spans.Ended);
            Assert.NotEmpty(_metrics.Records);
            Assert.NotEmpty(_driver.Logs.Events);
            foreach (var text in said)
            {
                Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
                Assert.DoesNotContain(Number, text, StringComparison.Ordinal);
            }
        }

        public void Dispose()
        {
            _metrics.Dispose();
            _spans.Dispose();
            _driver.Dispose();
        }

        private static async Task Swallow(Func<Task> run)
        {
            try
            {
                await run();
            }
            catch (StubException)
            {
                // What the caller is told is the provider's affair.
            }
        }
    }
}
