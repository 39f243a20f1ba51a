using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Statistics;

/// <summary>Statements that differ in their fingerprint.</summary>
internal static class SampleAnalysis
{
    public static SqlAnalysis Of(ulong fingerprint, StatementKind kind = StatementKind.Read) => new()
    {
        Fingerprint = new SqlFingerprint(fingerprint),
        Kind = kind,
        Summary = $"SELECT t{fingerprint}",
        RedactedText = $"SELECT * FROM t{fingerprint} WHERE id = ?",
    };
}
