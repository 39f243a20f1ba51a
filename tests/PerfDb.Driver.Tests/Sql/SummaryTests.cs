using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>db.query.summary by the rules of OpenTelemetry and by our own further rows.</summary>
public sealed class SummaryTests
{
    [Theory]
    [InlineData("SELECT wuser_table", "SELECT * FROM wuser_table WHERE username = ?")]
    [InlineData("INSERT shipping_details SELECT orders", "INSERT INTO shipping_details (order_id, address) SELECT order_id, address FROM orders WHERE order_id = ?")]
    [InlineData("SELECT songs artists", "SELECT * FROM songs, artists WHERE songs.artist_id == artists.id")]
    [InlineData("SELECT SELECT orders customers", "SELECT order_date FROM (SELECT * FROM orders o JOIN customers c ON o.customer_id = c.customer_id)")]
    [InlineData("SELECT \"song list\" 'artists'", "SELECT * FROM \"song list\", 'artists'")]
    public void The_examples_of_the_convention_hold(string summary, string sql) => Assert.Equal(summary, Shape.Of(sql, SqlDialect.Generic).Summary);

    [Theory]
    [InlineData("SELECT \"Users\"", "SELECT a FROM \"Users\" AS u")]
    [InlineData("SELECT schema1.\"Weird Name\"", "SELECT a FROM schema1.\"Weird Name\" w")]
    [InlineData("MERGE tgt src", "MERGE INTO tgt USING src ON a = b WHEN MATCHED THEN UPDATE SET c = 1 WHEN NOT MATCHED THEN INSERT (c) VALUES (2)")]
    [InlineData("UPDATE t u", "UPDATE t SET a = 5 FROM u WHERE t.id = u.id")]
    [InlineData("select delete t", "select 1; delete from t where a = 2")]
    [InlineData("DELETE orders SELECT", "WITH d AS (DELETE FROM orders WHERE a = 1 RETURNING *) SELECT * FROM d")]
    [InlineData("CALL f", "CALL f()")]
    [InlineData("COPY t", "COPY t FROM STDIN")]
    [InlineData("VALUES", "VALUES (1)")]
    [InlineData("TABLE users", "TABLE users")]
    [InlineData("INSERT t", "INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2")]
    [InlineData("EXPLAIN SELECT t", "EXPLAIN ANALYZE SELECT a FROM t")]
    [InlineData("SELECT a b SELECT d", "SELECT 1 FROM a LEFT JOIN b ON a.x = b.x, LATERAL (SELECT * FROM d) x")]
    [InlineData("SELECT t", "SELECT 1 FROM ONLY t")]
    [InlineData("SELECT generate_series", "SELECT 1 FROM generate_series(1, 10) g")]
    [InlineData("DELETE a b", "DELETE FROM a USING b WHERE a.x = b.x")]
    [InlineData("TRUNCATE a b", "TRUNCATE a, b")]
    [InlineData("DROP TABLE t", "DROP TABLE IF EXISTS t")]
    public void FP_S6_to_S18_What_the_official_sanitizer_gets_wrong_is_right(string summary, string sql) => Assert.Equal(summary, Shape.Of(sql).Summary);

    [Fact]
    public void FP_S2_A_summary_ends_at_a_whole_word_within_255_characters()
    {
        var tables = string.Join(", ", Enumerable.Range(0, 100).Select(static i => $"some_table_{i}"));
        var summary = Shape.Of("select 1 from " + tables).Summary;

        Assert.InRange(summary.Length, 200, 255);
        Assert.EndsWith("some_table_" + summary[(summary.LastIndexOf('_') + 1)..], summary, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", summary, StringComparison.Ordinal);
    }
}
