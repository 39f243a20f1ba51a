using System.Data;
using System.Data.Common;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Matrix;

/// <summary>Every member of DbBatch. SQLite has none, which is compared as well.</summary>
internal static class BatchProbes
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    public static IReadOnlyList<Probe> All { get; } =
    [
        Probe.Get("BatchCommands", w => w.Batch.BatchCommands),
        Probe.Get("CreateBatchCommand", w => w.Batch.CreateBatchCommand()),
        Probe.Get("CreateBatchCommand.CanCreateParameter", w => (w.Batch.CreateBatchCommand().CanCreateParameter, w.Batch.CreateBatchCommand().CreateParameter())),
        Probe.Get("Timeout", w => w.Batch.Timeout),
        Probe.Get("Timeout = 5", w => (w.Batch.Timeout = 5, w.Batch.Timeout)),
        Probe.Do("Timeout = -1", w => w.Batch.Timeout = -1),
        Probe.Get("Connection", w => w.Batch.Connection),
        Probe.Get("Connection = null", w => (w.Batch.Connection = null, w.Batch.Connection)),
        Probe.Get("Connection = other", w => (w.Batch.Connection = w.NewConnection("other connection"), w.Batch.Connection)),
        Probe.Get("Transaction", w => w.Batch.Transaction),
        Probe.Get("Transaction = null", w => (w.Batch.Transaction = null, w.Batch.Transaction)),
        Probe.Get("Transaction = own", w => (w.Batch.Transaction = w.Transaction, w.Batch.Transaction)),
        Probe.Do("Cancel", w => w.Batch.Cancel()),
        Probe.Do("Prepare", w => w.Batch.Prepare(), w => w.Batch.PrepareAsync()),
        new("PrepareAsync(cancelled)", null, async w => { await w.Batch.PrepareAsync(Cancelled); return Nothing.Value; }),
        Probe.Get("ExecuteNonQuery", w => (w.Batch.ExecuteNonQuery(), Affected(w.Batch)), async w => (await w.Batch.ExecuteNonQueryAsync(), Affected(w.Batch))),
        new("ExecuteNonQueryAsync(cancelled)", null, async w => await w.Batch.ExecuteNonQueryAsync(Cancelled)),
        Probe.Get("ExecuteScalar", w => w.Batch.ExecuteScalar(), w => w.Batch.ExecuteScalarAsync()),
        Probe.Get("ExecuteReader", w => Drained(w.Batch.ExecuteReader()), async w => Drained(await w.Batch.ExecuteReaderAsync())),
        Probe.Get("ExecuteReader(SchemaOnly)", w => Drained(w.Batch.ExecuteReader(CommandBehavior.SchemaOnly)), async w => Drained(await w.Batch.ExecuteReaderAsync(CommandBehavior.SchemaOnly))),
        Probe.Get("ExecuteReader(CloseConnection)", w => Drained(w.Batch.ExecuteReader(CommandBehavior.CloseConnection)), async w => Drained(await w.Batch.ExecuteReaderAsync(CommandBehavior.CloseConnection))),
        Probe.Get("ExecuteReader(SequentialAccess)", w => Drained(w.Batch.ExecuteReader(CommandBehavior.SequentialAccess)), async w => Drained(await w.Batch.ExecuteReaderAsync(CommandBehavior.SequentialAccess))),
        new("ExecuteReaderAsync(cancelled)", null, async w => Drained(await w.Batch.ExecuteReaderAsync(Cancelled))),
        Probe.Get("an empty batch", w => { w.Batch.BatchCommands.Clear(); return w.Batch.ExecuteNonQuery(); }, async w => { w.Batch.BatchCommands.Clear(); return await w.Batch.ExecuteNonQueryAsync(); }),
        Probe.Get("an empty batch, reader", w => { w.Batch.BatchCommands.Clear(); return Drained(w.Batch.ExecuteReader()); }, async w => { w.Batch.BatchCommands.Clear(); return Drained(await w.Batch.ExecuteReaderAsync()); }),
        Probe.Get("a failing command", w => { w.Batch.BatchCommands[1].CommandText = "SELECT 1/(id-id) FROM items"; return w.Batch.ExecuteNonQuery(); }, w => { w.Batch.BatchCommands[1].CommandText = "SELECT 1/(id-id) FROM items"; return w.Batch.ExecuteNonQueryAsync(); }),
        Probe.Get("a failing command, reader", w => { w.Batch.BatchCommands[1].CommandText = "SELECT 1/(id-id) FROM items"; return Drained(w.Batch.ExecuteReader()); }, async w => { w.Batch.BatchCommands[1].CommandText = "SELECT 1/(id-id) FROM items"; return Drained(await w.Batch.ExecuteReaderAsync()); }),
        Probe.Get("a broken command", w => { w.Batch.BatchCommands[1].CommandText = "SELEC"; return w.Batch.ExecuteNonQuery(); }),
        Probe.Get("a command without text", w => { w.Batch.BatchCommands.Add(w.Batch.CreateBatchCommand()); return w.Batch.ExecuteNonQuery(); }),
        Probe.Get("a stored procedure in the batch", w => { var c = w.Batch.CreateBatchCommand(); c.CommandText = "remember"; c.CommandType = CommandType.StoredProcedure; var p = c.CreateParameter(); p.Value = "x"; c.Parameters.Add(p); w.Batch.BatchCommands.Add(c); return (w.Batch.ExecuteNonQuery(), Affected(w.Batch)); }),
        Probe.Get("without connection", w => { w.Batch.Connection = null; return w.Batch.ExecuteScalar(); }, w => { w.Batch.Connection = null; return w.Batch.ExecuteScalarAsync(); }),
        Probe.Get("moved to an open connection", w => { var c = w.NewConnection("other connection"); c.Open(); w.Batch.Connection = c; return (w.Batch.ExecuteScalar(), w.Batch.Connection); }),
        Probe.Do("Dispose", w => w.Batch.Dispose(), w => w.Batch.DisposeAsync().AsTask()),
        Probe.Do("Dispose twice", w => { w.Batch.Dispose(); w.Batch.Dispose(); }, async w => { await w.Batch.DisposeAsync(); await w.Batch.DisposeAsync(); }),
        Probe.Get("Dispose, then run", w => { w.Batch.Dispose(); return w.Batch.ExecuteScalar(); }, async w => { await w.Batch.DisposeAsync(); return await w.Batch.ExecuteScalarAsync(); }),
    ];

    /// <summary>A batch of a read with a parameter, a write, and a read of what was written.</summary>
    public static DbBatch Make(World world)
    {
        var batch = world.Name(world.Connection.CreateBatch(), "batch");
        Add(batch, "SELECT name FROM items WHERE id = $1", 3);
        Add(batch, "INSERT INTO scratch (name, amount) VALUES ('x', $1), ('y', $2)", 10, 20);
        Add(batch, "SELECT id, amount FROM scratch ORDER BY id");
        return batch;
    }

    private static void Add(DbBatch batch, string sql, params object[] values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    private static int[] Affected(DbBatch batch) => [.. batch.BatchCommands.Select(c => c.RecordsAffected)];

    private static List<object?> Drained(DbDataReader reader)
    {
        List<object?> all = [];
        using (reader)
        {
            do
            {
                while (reader.Read())
                    all.Add(Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue).ToArray());
                all.Add(reader.RecordsAffected);
            }
            while (reader.NextResult());
        }

        return all;
    }
}
