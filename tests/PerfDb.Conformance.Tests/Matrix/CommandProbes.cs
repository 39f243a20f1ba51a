using System.Data;
using System.Data.Common;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Matrix;

/// <summary>Every member of DbCommand that a caller can reach; the command is the one whose reader may be open.</summary>
internal static class CommandProbes
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    public static IReadOnlyList<Probe> All { get; } =
    [
        Probe.Get("CommandText", w => w.Command.CommandText),
        Probe.Do("CommandText = other", w => w.Command.CommandText = "SELECT 7"),
        Probe.Do("CommandText = null", w => w.Command.CommandText = null),
        Probe.Get("CommandTimeout", w => w.Command.CommandTimeout),
        Probe.Get("CommandTimeout = 5", w => w.Command.CommandTimeout = 5),
        Probe.Do("CommandTimeout = -1", w => w.Command.CommandTimeout = -1),
        Probe.Get("CommandType", w => w.Command.CommandType),
        Probe.Do("CommandType = TableDirect", w => w.Command.CommandType = CommandType.TableDirect),
        Probe.Do("CommandType = StoredProcedure", w => w.Command.CommandType = CommandType.StoredProcedure),
        Probe.Do("CommandType = 99", w => w.Command.CommandType = (CommandType)99),
        Probe.Get("DesignTimeVisible", w => w.Command.DesignTimeVisible),
        Probe.Get("DesignTimeVisible = true", w => (w.Command.DesignTimeVisible = true, w.Command.DesignTimeVisible)),
        Probe.Get("UpdatedRowSource", w => w.Command.UpdatedRowSource),
        Probe.Get("UpdatedRowSource = None", w => (w.Command.UpdatedRowSource = UpdateRowSource.None, w.Command.UpdatedRowSource)),
        Probe.Do("UpdatedRowSource = 99", w => w.Command.UpdatedRowSource = (UpdateRowSource)99),
        Probe.Get("Connection", w => w.Command.Connection),
        Probe.Get("Connection = same", w => (w.Command.Connection = w.Connection, w.Command.Connection)),
        Probe.Get("Connection = null", w => (w.Command.Connection = null, w.Command.Connection)),
        Probe.Get("Connection = other", w => (w.Command.Connection = w.NewConnection("other connection"), w.Command.Connection)),
        Probe.Get("Transaction", w => w.Command.Transaction),
        Probe.Get("Transaction = null", w => (w.Command.Transaction = null, w.Command.Transaction)),
        Probe.Get("Transaction = own", w => (w.Command.Transaction = w.Transaction, w.Command.Transaction)),
        Probe.Get("Parameters", w => w.Command.Parameters),
        Probe.Get("Parameters.Add", w => w.Command.Add("p", 1)),
        Probe.Get("CreateParameter", w => w.Command.CreateParameter()),
        Probe.Get("Site", w => w.Command.Site),
        Probe.Get("is ICloneable", w => w.Command is ICloneable),
        Probe.Get("ICloneable.Clone", w => w.Command is ICloneable c && ((DbCommand)c.Clone()) is var clone ? (clone.CommandText, clone.Connection, clone.Transaction, clone.CommandTimeout, clone.Parameters) : null),
        Probe.Do("Cancel", w => w.Command.Cancel()),
        Probe.Do("Prepare", w => w.Command.Prepare(), w => w.Command.PrepareAsync()),
        Probe.Do("Prepare twice", w => { w.Command.Prepare(); w.Command.Prepare(); }, async w => { await w.Command.PrepareAsync(); await w.Command.PrepareAsync(); }),
        new("PrepareAsync(cancelled)", null, async w => { await w.Command.PrepareAsync(Cancelled); return Nothing.Value; }),
        Probe.Get("ExecuteNonQuery", w => w.Command.ExecuteNonQuery(), w => w.Command.ExecuteNonQueryAsync()),
        new("ExecuteNonQueryAsync(cancelled)", null, async w => await w.Command.ExecuteNonQueryAsync(Cancelled)),
        Probe.Get("ExecuteScalar", w => w.Command.ExecuteScalar(), w => w.Command.ExecuteScalarAsync()),
        new("ExecuteScalarAsync(cancelled)", null, async w => await w.Command.ExecuteScalarAsync(Cancelled)),
        new("ExecuteReaderAsync(cancelled)", null, async w => Drained(w, await w.Command.ExecuteReaderAsync(Cancelled))),
        .. Behaviors(CommandBehavior.Default, CommandBehavior.CloseConnection, CommandBehavior.SchemaOnly, CommandBehavior.KeyInfo,
            CommandBehavior.SingleRow, CommandBehavior.SingleResult, CommandBehavior.SequentialAccess, CommandBehavior.SchemaOnly | CommandBehavior.KeyInfo,
            CommandBehavior.SingleRow | CommandBehavior.CloseConnection | CommandBehavior.SequentialAccess, (CommandBehavior)1024),
        Probe.Get("ExecuteReader through IDbCommand", w => Drained(w, (DbDataReader)((IDbCommand)w.Command).ExecuteReader())),
        Probe.Do("Dispose", w => w.Command.Dispose(), w => w.Command.DisposeAsync().AsTask()),
        Probe.Do("Dispose twice", w => { w.Command.Dispose(); w.Command.Dispose(); }, async w => { await w.Command.DisposeAsync(); await w.Command.DisposeAsync(); }),
        Probe.Get("Dispose, then ExecuteScalar", w => { w.Command.Dispose(); return w.Command.ExecuteScalar(); }, async w => { await w.Command.DisposeAsync(); return await w.Command.ExecuteScalarAsync(); }),
        Probe.Get("text replaced and run", w => { w.Command.CommandText = "SELECT 11"; return w.Command.ExecuteScalar(); }, w => { w.Command.CommandText = "SELECT 11"; return w.Command.ExecuteScalarAsync(); }),
        Probe.Get("text emptied and run", w => { w.Command.CommandText = ""; return w.Command.ExecuteScalar(); }, w => { w.Command.CommandText = ""; return w.Command.ExecuteScalarAsync(); }),
        Probe.Get("broken text run", w => { w.Command.CommandText = "SELECT nope FROM items"; return w.Command.ExecuteScalar(); }, w => { w.Command.CommandText = "SELECT nope FROM items"; return w.Command.ExecuteScalarAsync(); }),
        Probe.Get("parameter without value", w => { w.Command.CommandText = "SELECT @p"; w.Command.Parameters.Add(Named(w, "p")); return w.Command.ExecuteScalar(); }),
        Probe.Get("parameter missing", w => { w.Command.CommandText = "SELECT id FROM items WHERE id = @missing"; return w.Command.ExecuteScalar(); }),
        Probe.Get("moved to a closed connection", w => { w.Command.Connection = w.NewConnection("other connection"); return w.Command.ExecuteScalar(); }),
        Probe.Get("moved to an open connection", w => { w.Command.Connection = Opened(w); return w.Command.ExecuteScalar(); }),
        Probe.Get("without connection", w => { w.Command.Connection = null; return w.Command.ExecuteScalar(); }, w => { w.Command.Connection = null; return w.Command.ExecuteScalarAsync(); }),
        Probe.Get("without connection: ExecuteReader", w => { w.Command.Connection = null; return w.Command.ExecuteReader(); }, async w => { w.Command.Connection = null; return await w.Command.ExecuteReaderAsync(); }),
        Probe.Do("without connection: Prepare", w => { w.Command.Connection = null; w.Command.Prepare(); }, w => { w.Command.Connection = null; return w.Command.PrepareAsync(); }),
        Probe.Get("a write", w => { w.Command.CommandText = "INSERT INTO scratch (name) VALUES ('a'), ('b')"; return w.Command.ExecuteNonQuery(); }, w => { w.Command.CommandText = "INSERT INTO scratch (name) VALUES ('a'), ('b')"; return w.Command.ExecuteNonQueryAsync(); }),
        Probe.Get("a write through a reader", w => { w.Command.CommandText = "INSERT INTO scratch (name) VALUES ('a'), ('b') RETURNING id"; return Drained(w, w.Command.ExecuteReader()); }, async w => { w.Command.CommandText = "INSERT INTO scratch (name) VALUES ('a'), ('b') RETURNING id"; return Drained(w, await w.Command.ExecuteReaderAsync()); }),
        Probe.Get("two results", w => { w.Command.CommandText = "SELECT 1; SELECT 2, 3"; return Drained(w, w.Command.ExecuteReader()); }, async w => { w.Command.CommandText = "SELECT 1; SELECT 2, 3"; return Drained(w, await w.Command.ExecuteReaderAsync()); }),
        Probe.Get("TableDirect run", w => { w.Command.CommandType = CommandType.TableDirect; w.Command.CommandText = "cheap"; return Drained(w, w.Command.ExecuteReader()); }),
    ];

    private static IEnumerable<Probe> Behaviors(params CommandBehavior[] behaviors) => behaviors.Select(b => Probe.Get(
        $"ExecuteReader({b})",
        w => Drained(w, w.Command.ExecuteReader(b)),
        async w => Drained(w, await w.Command.ExecuteReaderAsync(b))));

    private static DbParameter Named(World world, string name)
    {
        var parameter = world.Command.CreateParameter();
        parameter.ParameterName = name;
        return parameter;
    }

    private static DbConnection Opened(World world)
    {
        var connection = world.NewConnection("other connection");
        connection.Open();
        return connection;
    }

    private static List<object?> Drained(World world, DbDataReader reader)
    {
        List<object?> all = [reader.RecordsAffected, reader.FieldCount, reader.HasRows];
        using (reader)
        {
            do
            {
                all.Add(reader.FieldCount == 0 ? null : reader.GetSchemaTable());
                while (reader.Read())
                {
                    var values = new object[reader.FieldCount];
                    all.Add(reader.GetValues(values));
                    all.Add(values);
                }
            }
            while (reader.NextResult());
        }

        all.Add(reader.RecordsAffected);
        all.Add(world.Connection.State);
        return all;
    }
}
