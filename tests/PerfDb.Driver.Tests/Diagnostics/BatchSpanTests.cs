using System.Data.Common;
using PerfDb.Driver.Diagnostics;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>One batch is one operation.</summary>
[Collection(TelemetryCollectionDefinition.Name)]
public sealed class BatchSpanTests : IDisposable
{
    private readonly TelemetryHarness _driver = new();
    private readonly SpanRecorder _spans = new();

    public void Dispose()
    {
        _spans.Dispose();
        _driver.Dispose();
    }

    [Fact]
    public void Equal_commands_share_one_summary_and_one_text()
    {
        _driver.RunBatch("INSERT INTO orders VALUES (1)", "INSERT INTO orders VALUES (2)", "INSERT INTO orders VALUES (3)");

        var span = _spans.Single();
        Assert.Equal("BATCH INSERT orders", span.DisplayName);
        Assert.Equal("BATCH INSERT orders", span.GetTagItem("db.query.summary"));
        Assert.Equal("INSERT INTO orders VALUES (?)", span.GetTagItem("db.query.text"));
        Assert.Equal(3, span.GetTagItem("db.operation.batch.size"));
    }

    [Fact]
    public void Different_commands_are_just_a_batch_with_all_texts()
    {
        _driver.RunBatch("INSERT INTO orders VALUES (1)", "DELETE FROM baskets");

        var span = _spans.Single();
        Assert.Equal("BATCH", span.DisplayName);
        Assert.Equal("INSERT INTO orders VALUES (?); DELETE FROM baskets", span.GetTagItem("db.query.text"));
        Assert.Equal(2, span.GetTagItem("db.operation.batch.size"));
    }

    [Fact]
    public void A_batch_of_one_is_its_command()
    {
        _driver.RunBatch("DELETE FROM baskets");

        Assert.Equal("DELETE baskets", _spans.Single().DisplayName);
        Assert.Null(_spans.Single().GetTagItem("db.operation.batch.size"));
    }

    [Fact]
    public void An_empty_batch_has_the_size_zero()
    {
        _driver.RunBatch();

        Assert.Equal("BATCH", _spans.Single().DisplayName);
        Assert.Equal(0, _spans.Single().GetTagItem("db.operation.batch.size"));
    }

    [Fact]
    public void The_same_joined_text_in_other_pieces_is_another_batch()
    {
        _driver.RunBatch("DELETE FROM a; DELETE FROM b", "DELETE FROM c");
        _driver.RunBatch("DELETE FROM a", "DELETE FROM b", "DELETE FROM c");

        Assert.Equal([2, 3], _spans.Ended.Select(s => s.GetTagItem("db.operation.batch.size")));
    }

    [Fact]
    public void Procedures_in_a_batch_are_calls()
    {
        using var connection = _driver.Db.OpenConnection();
        using var batch = connection.CreateBatch();
        for (var i = 0; i < 2; i++)
        {
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = "purge";
            command.CommandType = System.Data.CommandType.StoredProcedure;
            batch.BatchCommands.Add(command);
        }

        batch.ExecuteNonQuery();

        Assert.Equal("BATCH CALL purge", _spans.Single().DisplayName);
    }

    [Fact, Trait("Checklist", "TL-M1")]
    public void A_batch_is_one_duration_record_without_its_size()
    {
        using var metrics = new MetricRecorder(PerfDbDiagnostics.MeterName);

        _driver.RunBatch("DELETE FROM a", "DELETE FROM b");

        var record = Assert.Single(metrics.Of("db.client.operation.duration"));
        Assert.Equal("BATCH", record.Tags["db.query.summary"]);
        Assert.DoesNotContain("db.operation.batch.size", record.Tags.Keys);
    }

    [Fact, Trait("Checklist", "TL-T4")]
    public void A_summary_is_cut_at_a_word_and_at_255_characters()
    {
        var tables = string.Join(" JOIN ", Enumerable.Range(10, 60).Select(i => $"table_{i}"));
        // The statements' own summaries then end at every place before the limit.
        for (var padding = 1; padding <= 9; padding++)
        {
            var sql = $"SELECT * FROM {new string('t', padding)} JOIN {tables}";
            _driver.RunBatch(sql, sql);
        }

        foreach (var span in _spans.Ended)
        {
            var summary = Assert.IsType<string>(span.GetTagItem("db.query.summary"));
            Assert.InRange(summary.Length, 240, 255);
            Assert.Matches(@"table_\d\d$", summary);
        }
    }
}
