using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace PerfDb.Driver.Tests.Support;

internal sealed class StubReader(StubServer server) : DbDataReader
{
    private readonly string[] _columns = server.Columns;
    private object?[][] _rows = server.Rows;
    private int _result;
    private int _row = -1;
    private bool _closed;

    public override int Depth => 0;

    public override int FieldCount => _columns.Length;

    public override bool HasRows => _rows.Length != 0;

    public override bool IsClosed => _closed;

    public override int RecordsAffected => server.Affected;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        server.OnRead?.Invoke(_row + 1);
        if (_row + 1 >= _rows.Length)
            return false;
        _row++;
        return true;
    }

    public override bool NextResult()
    {
        if (_result >= server.MoreResults.Length)
            return false;
        _rows = server.MoreResults[_result++];
        _row = -1;
        return true;
    }

    public override void Close()
    {
        if (_closed)
            return;
        _closed = true;
        server.OnClose?.Invoke();
    }

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override Type GetFieldType(int ordinal) => _rows.Length == 0 ? typeof(object) : _rows[0][ordinal]?.GetType() ?? typeof(object);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => Convert.ToInt64(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override string GetName(int ordinal) => _columns[ordinal];

    public override int GetOrdinal(string name) => Array.IndexOf(_columns, name);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override object GetValue(int ordinal) => _rows[_row][ordinal] ?? DBNull.Value;

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    public override bool IsDBNull(int ordinal) => GetValue(ordinal) is DBNull;
}
