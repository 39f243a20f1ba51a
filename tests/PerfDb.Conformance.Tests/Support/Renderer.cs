using System.Collections;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PerfDb.Conformance.Tests.Support;

/// <summary>Writes any value down, deeply and with its CLR type. Objects the sides know by name are written by name.</summary>
internal sealed class Renderer(Func<object, string?> nameOf)
{
    private const int MaxDepth = 8;
    private readonly StringBuilder _text = new();
    private int _depth;

    public string Render(object? value)
    {
        Write(value);
        return _text.ToString();
    }

    public string RenderError(Exception error)
    {
        WriteError(error);
        return _text.ToString();
    }

    private void Write(object? value)
    {
        if (_depth > MaxDepth)
        {
            _text.Append('…');
            return;
        }

        _depth++;
        WriteValue(value);
        _depth--;
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case Nothing:
                _text.Append("done");
                break;
            case DBNull:
                _text.Append("DBNull");
                break;
            case string text:
                _text.Append('"').Append(text).Append('"');
                break;
            case Type type:
                _text.Append("typeof ").Append(type);
                break;
            case Exception error:
                WriteError(error);
                break;
            case DateTime time:
                Typed(value, $"{time.ToString("O", CultureInfo.InvariantCulture)} {time.Kind}");
                break;
            case JsonDocument json:
                Typed(value, json.RootElement.GetRawText());
                break;
            case DbParameter parameter:
                Typed(value, $"{parameter.ParameterName} {parameter.DbType} {parameter.Direction} {parameter.Size}");
                Write(parameter.Value);
                break;
            case DbColumn column:
                WriteColumn(column);
                break;
            case DataTable table:
                WriteTable(table);
                break;
            case Stream stream:
                WriteStream(stream);
                break;
            case TextReader reader:
                Typed("TextReader", reader.ReadToEnd());
                break;
            case Enum or IPAddress or IFormattable or bool or char or Version or Uri or BitArray { Count: 0 }:
                Typed(value, Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            default:
                WriteObject(value);
                break;
        }
    }

    private void WriteObject(object value)
    {
        if (nameOf(value) is { } name)
        {
            _text.Append('<').Append(name).Append('>');
            return;
        }

        switch (value)
        {
            case DbParameterCollection or DbBatchCommandCollection:
                Sequence(value.GetType().ToString(), (IEnumerable)value);
                break;
            case DbBatchCommand batchCommand:
                Typed(value, batchCommand.CommandText);
                break;
            case Array { Rank: > 1 } array:
                Sequence($"{value.GetType()}[{string.Join(',', Enumerable.Range(0, array.Rank).Select(array.GetLength))}]", array);
                break;
            case IDictionary<string, object?> row:
                Sequence("row", row.SelectMany(p => new[] { p.Key, p.Value }));
                break;
            case IDictionary dictionary:
                Sequence(value.GetType().ToString(), dictionary.Keys.Cast<object>().Order().SelectMany(k => new[] { k, dictionary[k] }));
                break;
            case IEnumerable sequence:
                Sequence(value.GetType().ToString(), sequence);
                break;
            case ITuple tuple:
                Sequence("tuple", Enumerable.Range(0, tuple.Length).Select(i => tuple[i]));
                break;
            case Task task:
                Typed("Task", task.Status.ToString());
                break;
            default:
                WritePlain(value);
                break;
        }
    }

    // A class of the test's own is compared by its properties; one of the provider's by what it says of itself.
    private void WritePlain(object value)
    {
        var type = value.GetType();
        if (type.Assembly != typeof(Renderer).Assembly)
        {
            Typed(value, value is IEnumerator ? "" : value.ToString() ?? "");
            return;
        }

        _text.Append(type.Name).Append(" { ");
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
        {
            _text.Append(property.Name).Append(" = ");
            Write(property.GetValue(value));
            _text.Append("; ");
        }

        _text.Append('}');
    }

    private void Typed(object value, string text) => _text.Append(value is string s ? s : value.GetType().ToString()).Append(' ').Append(text);

    private void Sequence(string type, IEnumerable items)
    {
        _text.Append(type).Append(" [");
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                _text.Append(", ");
            first = false;
            Write(item);
        }

        _text.Append(']');
    }

    private void WriteStream(Stream stream)
    {
        // An open blob of SQLite holds a lock; its type is the provider's, and so is its end.
        using var copy = new MemoryStream();
        using (stream)
            stream.CopyTo(copy);
        Typed(stream, Convert.ToHexString(copy.ToArray()));
    }

    private void WriteColumn(DbColumn column)
    {
        _text.Append(column.GetType()).Append(" { ");
        foreach (var property in column.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).OrderBy(p => p.Name))
        {
            var value = property.GetValue(column);
            _text.Append(property.Name).Append(" = ");
            Write(value is null or string or Type or IFormattable or bool ? value : value.ToString());
            _text.Append("; ");
        }

        _text.Append('}');
    }

    private void WriteTable(DataTable table)
    {
        _text.Append("DataTable ").Append(table.TableName).Append(" (");
        foreach (DataColumn column in table.Columns)
            _text.Append(column.ColumnName).Append(' ').Append(column.DataType).Append(column.AllowDBNull ? "? " : " ").Append(column.MaxLength).Append("; ");
        _text.Append(") key ").AppendJoin(',', table.PrimaryKey.Select(c => c.ColumnName)).Append(": ");
        foreach (DataRow row in table.Rows)
            Write(row.ItemArray);
    }

    private void WriteError(Exception error)
    {
        _text.Append("throws ").Append(error.GetType()).Append(": ").Append(error.Message);
        switch (error)
        {
            case PostgresException postgres:
                _text.Append(CultureInfo.InvariantCulture, $" | {postgres.SqlState} {postgres.Severity} {postgres.Position} {postgres.ConstraintName} {postgres.Detail}");
                break;
            case SqliteException sqlite:
                _text.Append(CultureInfo.InvariantCulture, $" | {sqlite.SqliteErrorCode} {sqlite.SqliteExtendedErrorCode}");
                break;
        }

        if (error is DbException { BatchCommand: { } batchCommand })
            _text.Append(" | in batch command: ").Append(batchCommand.CommandText);
        if (error is ObjectDisposedException disposed)
            _text.Append(" | object: ").Append(disposed.ObjectName);
        if (error is ArgumentException argument)
            _text.Append(" | argument: ").Append(argument.ParamName);
        if (error.InnerException is { } inner)
        {
            _text.Append(" <- ");
            WriteError(inner);
        }
    }
}
