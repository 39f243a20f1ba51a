using System.Text.Json;

namespace PerfDb.Cli.Tests.Support;

/// <summary>Checks of what <c>--json</c> writes.</summary>
internal static class DemoJson
{
    /// <summary>Everything that a result of a demo has, whatever the database.</summary>
    public static void AssertComplete(JsonElement report, string provider)
    {
        Assert.Equal(provider, report.GetProperty("provider").GetString());
        Assert.True(report.GetProperty("rowsCreated").GetInt64() >= 100_000);
        var statements = report.GetProperty("statements").EnumerateArray().ToList();
        Assert.True(statements.Select(static s => s.GetProperty("fingerprint").GetString()).Distinct().Count() >= 8);
        Assert.Equal(report.GetProperty("callsTotal").GetInt64(), statements.Sum(static s => s.GetProperty("calls").GetInt64()));
        Assert.True(statements.Sum(static s => s.GetProperty("errors").GetInt64()) > 0, "No call failed.");
        Assert.All(statements, AssertStatement);
        AssertOverhead(report.GetProperty("overhead"));
    }

    private static void AssertStatement(JsonElement statement)
    {
        Assert.Matches("^[0-9a-f]{16}$", statement.GetProperty("fingerprint").GetString());
        Assert.NotEqual("", statement.GetProperty("text").GetString());
        Assert.NotEqual("", statement.GetProperty("summary").GetString());
        Assert.Contains(statement.GetProperty("kind").GetString(), (string[])["read", "write"]);
        Assert.True(statement.GetProperty("calls").GetInt64() > 0);
        Assert.True(statement.GetProperty("rows").GetInt64() >= 0);
        var times = ((string[])["minMs", "p50Ms", "p95Ms", "p99Ms"]).Select(name => statement.GetProperty(name).GetDouble()).ToArray();
        Assert.True(times[0] > 0);
        // A percentile is off by up to 1 %, so the least time may lie a little above the median of few calls.
        Assert.True(times[0] <= times[1] * 1.01 && times[1] <= times[2] && times[2] <= times[3], string.Join(' ', times));
        var mean = statement.GetProperty("totalMs").GetDouble() / statement.GetProperty("calls").GetInt64();
        Assert.Equal(mean, statement.GetProperty("meanMs").GetDouble(), tolerance: 0.0002);
    }

    private static void AssertOverhead(JsonElement overhead)
    {
        Assert.True(overhead.GetProperty("pairs").GetInt32() >= 30);
        Assert.True(overhead.GetProperty("bareNs").GetDouble() > 0);
        Assert.True(overhead.GetProperty("addedNsLow").GetDouble() <= overhead.GetProperty("addedNs").GetDouble());
        Assert.True(overhead.GetProperty("addedNs").GetDouble() <= overhead.GetProperty("addedNsHigh").GetDouble());
    }
}
