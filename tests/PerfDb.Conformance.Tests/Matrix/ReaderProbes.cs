using System.Collections;
using System.Data;
using System.Data.Common;

namespace PerfDb.Conformance.Tests.Matrix;

/// <summary>Every member of DbDataReader. Columns: 0 int, 1 text, 2 numeric, 3 text or NULL, 4 date, 5 blob.</summary>
internal static class ReaderProbes
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    public static IReadOnlyList<Probe> All { get; } =
    [
        Probe.Get("this[0]", w => w.Reader[0]),
        Probe.Get("this[99]", w => w.Reader[99]),
        Probe.Get("this[-1]", w => w.Reader[-1]),
        Probe.Get("this[name]", w => w.Reader["name"]),
        Probe.Get("this[NAME]", w => w.Reader["NAME"]),
        Probe.Get("this[nonsense]", w => w.Reader["nonsense"]),
        Probe.Get("this[null]", w => w.Reader[null!]),
        Probe.Get("Depth", w => w.Reader.Depth),
        Probe.Get("FieldCount", w => w.Reader.FieldCount),
        Probe.Get("VisibleFieldCount", w => w.Reader.VisibleFieldCount),
        Probe.Get("HasRows", w => w.Reader.HasRows),
        Probe.Get("IsClosed", w => w.Reader.IsClosed),
        Probe.Get("RecordsAffected", w => w.Reader.RecordsAffected),
        Probe.Get("Read", w => w.Reader.Read(), w => w.Reader.ReadAsync()),
        new("ReadAsync(cancelled)", null, async w => await w.Reader.ReadAsync(Cancelled)),
        Probe.Get("Read to the end and once more", w => { while (w.Reader.Read()) { } return w.Reader.Read(); }, async w => { while (await w.Reader.ReadAsync()) { } return await w.Reader.ReadAsync(); }),
        Probe.Get("NextResult", w => (w.Reader.NextResult(), w.Reader.FieldCount, w.Reader.HasRows), async w => (await w.Reader.NextResultAsync(), w.Reader.FieldCount, w.Reader.HasRows)),
        Probe.Get("NextResult twice", w => (w.Reader.NextResult(), w.Reader.NextResult(), w.Reader.NextResult()), async w => (await w.Reader.NextResultAsync(), await w.Reader.NextResultAsync(), await w.Reader.NextResultAsync())),
        new("NextResultAsync(cancelled)", null, async w => await w.Reader.NextResultAsync(Cancelled)),
        Probe.Get("IsDBNull(0)", w => w.Reader.IsDBNull(0), w => w.Reader.IsDBNullAsync(0)),
        Probe.Get("IsDBNull(3)", w => w.Reader.IsDBNull(3), w => w.Reader.IsDBNullAsync(3)),
        Probe.Get("IsDBNull(99)", w => w.Reader.IsDBNull(99), w => w.Reader.IsDBNullAsync(99)),
        new("IsDBNullAsync(0, cancelled)", null, async w => await w.Reader.IsDBNullAsync(0, Cancelled)),
        Probe.Get("GetFieldValue<int>(0)", w => w.Reader.GetFieldValue<int>(0), w => w.Reader.GetFieldValueAsync<int>(0)),
        Probe.Get("GetFieldValue<object>(0)", w => w.Reader.GetFieldValue<object>(0), w => w.Reader.GetFieldValueAsync<object>(0)),
        Probe.Get("GetFieldValue<string>(1)", w => w.Reader.GetFieldValue<string>(1), w => w.Reader.GetFieldValueAsync<string>(1)),
        Probe.Get("GetFieldValue<Guid>(1)", w => w.Reader.GetFieldValue<Guid>(1), w => w.Reader.GetFieldValueAsync<Guid>(1)),
        Probe.Get("GetFieldValue<DateOnly>(4)", w => w.Reader.GetFieldValue<DateOnly>(4), w => w.Reader.GetFieldValueAsync<DateOnly>(4)),
        Probe.Get("GetFieldValue<Stream>(5)", w => w.Reader.GetFieldValue<Stream>(5), w => w.Reader.GetFieldValueAsync<Stream>(5)),
        Probe.Get("GetFieldValue<byte[]>(5)", w => w.Reader.GetFieldValue<byte[]>(5), w => w.Reader.GetFieldValueAsync<byte[]>(5)),
        new("GetFieldValueAsync<int>(0, cancelled)", null, async w => await w.Reader.GetFieldValueAsync<int>(0, Cancelled)),
        Probe.Get("GetBoolean(0)", w => w.Reader.GetBoolean(0)),
        Probe.Get("GetByte(0)", w => w.Reader.GetByte(0)),
        Probe.Get("GetChar(1)", w => w.Reader.GetChar(1)),
        Probe.Get("GetInt16(0)", w => w.Reader.GetInt16(0)),
        Probe.Get("GetInt32(0)", w => w.Reader.GetInt32(0)),
        Probe.Get("GetInt64(0)", w => w.Reader.GetInt64(0)),
        Probe.Get("GetFloat(2)", w => w.Reader.GetFloat(2)),
        Probe.Get("GetDouble(2)", w => w.Reader.GetDouble(2)),
        Probe.Get("GetDecimal(2)", w => w.Reader.GetDecimal(2)),
        Probe.Get("GetString(1)", w => w.Reader.GetString(1)),
        Probe.Get("GetString(3)", w => w.Reader.GetString(3)),
        Probe.Get("GetString(99)", w => w.Reader.GetString(99)),
        Probe.Get("GetDateTime(4)", w => w.Reader.GetDateTime(4)),
        Probe.Get("GetGuid(1)", w => w.Reader.GetGuid(1)),
        Probe.Get("GetBytes(5)", w => { var b = new byte[4]; return (w.Reader.GetBytes(5, 1, b, 1, 2), b, w.Reader.GetBytes(5, 0, null, 0, 0)); }),
        Probe.Get("GetBytes(5) out of range", w => w.Reader.GetBytes(5, 0, new byte[1], 0, 2)),
        Probe.Get("GetChars(1)", w => { var c = new char[4]; return (w.Reader.GetChars(1, 1, c, 1, 2), c, w.Reader.GetChars(1, 0, null, 0, 0)); }),
        Probe.Get("GetStream(5)", w => w.Reader.GetStream(5)),
        Probe.Get("GetStream(1)", w => w.Reader.GetStream(1)),
        Probe.Get("GetTextReader(1)", w => w.Reader.GetTextReader(1)),
        Probe.Get("GetValue(2)", w => w.Reader.GetValue(2)),
        Probe.Get("GetValue(3)", w => w.Reader.GetValue(3)),
        Probe.Get("GetValue(99)", w => w.Reader.GetValue(99)),
        Probe.Get("GetValues", w => { var v = new object[w.Reader.FieldCount]; return (w.Reader.GetValues(v), v); }),
        Probe.Get("GetValues(short)", w => { var v = new object[2]; return (w.Reader.GetValues(v), v); }),
        Probe.Get("GetValues(null)", w => w.Reader.GetValues(null!)),
        Probe.Get("GetProviderSpecificFieldType(0)", w => w.Reader.GetProviderSpecificFieldType(0)),
        Probe.Get("GetProviderSpecificValue(2)", w => w.Reader.GetProviderSpecificValue(2)),
        Probe.Get("GetProviderSpecificValues", w => { var v = new object[w.Reader.FieldCount]; return (w.Reader.GetProviderSpecificValues(v), v); }),
        Probe.Get("GetName(1)", w => w.Reader.GetName(1)),
        Probe.Get("GetName(99)", w => w.Reader.GetName(99)),
        Probe.Get("GetOrdinal(price)", w => w.Reader.GetOrdinal("price")),
        Probe.Get("GetOrdinal(PRICE)", w => w.Reader.GetOrdinal("PRICE")),
        Probe.Get("GetOrdinal(nonsense)", w => w.Reader.GetOrdinal("nonsense")),
        Probe.Get("GetOrdinal(null)", w => w.Reader.GetOrdinal(null!)),
        Probe.Get("GetFieldType", w => Enumerable.Range(0, 6).Select(w.Reader.GetFieldType).ToArray()),
        Probe.Get("GetDataTypeName", w => Enumerable.Range(0, 6).Select(w.Reader.GetDataTypeName).ToArray()),
        Probe.Get("GetSchemaTable", w => w.Reader.GetSchemaTable(), w => w.Reader.GetSchemaTableAsync()),
        new("GetSchemaTableAsync(cancelled)", null, async w => await w.Reader.GetSchemaTableAsync(Cancelled)),
        Probe.Get("CanGetColumnSchema", w => w.Reader.CanGetColumnSchema()),
        Probe.Get("is IDbColumnSchemaGenerator", w => w.Reader is IDbColumnSchemaGenerator),
        Probe.Get("GetColumnSchema", w => w.Reader.GetColumnSchema(), w => w.Reader.GetColumnSchemaAsync()),
        new("GetColumnSchemaAsync(cancelled)", null, async w => await w.Reader.GetColumnSchemaAsync(Cancelled)),
        Probe.Get("GetData(0)", w => w.Reader.GetData(0)),
        Probe.Get("IDataRecord.GetData(0)", w => ((IDataRecord)w.Reader).GetData(0)),
        Probe.Get("GetEnumerator", w => Records(w.Reader.GetEnumerator())),
        Probe.Get("cast to IEnumerable", w => w.Reader.Cast<IDataRecord>().Select(r => r.GetValue(0)).ToArray()),
        Probe.Get("DataTable.Load", w => { using var table = new DataTable(); table.Load(w.Reader); return table; }),
        Probe.Do("Close", w => w.Reader.Close(), w => w.Reader.CloseAsync()),
        Probe.Do("Close twice", w => { w.Reader.Close(); w.Reader.Close(); }, async w => { await w.Reader.CloseAsync(); await w.Reader.CloseAsync(); }),
        Probe.Do("Dispose", w => w.Reader.Dispose(), w => w.Reader.DisposeAsync().AsTask()),
        Probe.Do("Dispose twice", w => { w.Reader.Dispose(); w.Reader.Dispose(); }, async w => { await w.Reader.DisposeAsync(); await w.Reader.DisposeAsync(); }),
        Probe.Get("Close, then Read", w => { w.Reader.Close(); return w.Reader.Read(); }, async w => { await w.Reader.CloseAsync(); return await w.Reader.ReadAsync(); }),
        Probe.Get("command.Cancel, then read on", w => { w.Command.Cancel(); return w.Reader.Read(); }),
        Probe.Get("command.Dispose, then read on", w => { w.Command.Dispose(); return (w.Reader.IsClosed, w.Reader.Read()); }),
        Probe.Get("connection.Close, then read on", w => { w.Connection.Close(); return (w.Reader.IsClosed, w.Reader.Read()); }),
        Probe.Get("connection.Dispose, then read on", w => { w.Connection.Dispose(); return (w.Reader.IsClosed, w.Reader.Read()); }),
        Probe.Get("second command while reading", w => w.NewCommand("SELECT 5", name: "other").ExecuteScalar(), w => w.NewCommand("SELECT 5", name: "other").ExecuteScalarAsync()),
    ];

    private static List<object?> Records(IEnumerator enumerator)
    {
        List<object?> all = [];
        while (enumerator.MoveNext())
        {
            var record = (IDataRecord)enumerator.Current!;
            all.Add((record.FieldCount, record.GetName(1), record.GetValue(1), record.GetFieldType(0)));
        }

        return all;
    }
}
