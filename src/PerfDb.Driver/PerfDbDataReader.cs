using System.Collections;
using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using PerfDb.Driver.Internal;
using PerfDb.Driver.Pipeline;

namespace PerfDb.Driver;

/// <summary>A reader of the provider that counts the rows read and ends its command when it is closed.</summary>
public sealed class PerfDbDataReader : DbDataReader, IDbColumnSchemaGenerator, IPendingCommand
{
    private readonly DbDataReader _inner;
    private readonly CommandCompletion _completion;
    private readonly PerfDbSession _session;
    private CommandContext? _context;
    private Exception? _error;
    private long _rows;

    internal PerfDbDataReader(DbDataReader inner, CommandContext context, PerfDbSession session, CommandCompletion completion)
    {
        _inner = inner;
        _completion = completion;
        _session = session;
        _context = context;
        session.Path.Readers.Add(this);
    }

    /// <inheritdoc/>
    public override int Depth => _inner.Depth;

    /// <inheritdoc/>
    public override int FieldCount => _inner.FieldCount;

    /// <inheritdoc/>
    public override int VisibleFieldCount => _inner.VisibleFieldCount;

    /// <inheritdoc/>
    public override bool HasRows => _inner.HasRows;

    /// <inheritdoc/>
    public override bool IsClosed => _inner.IsClosed;

    /// <inheritdoc/>
    public override int RecordsAffected => _inner.RecordsAffected;

    bool IPendingCommand.IsReaderClosed => _inner.IsClosed;

    /// <inheritdoc/>
    public override object this[int ordinal] => _inner[ordinal];

    /// <inheritdoc/>
    public override object this[string name] => _inner[name];

    /// <summary>The provider's own reader.</summary>
    /// <typeparam name="T">The provider's reader type.</typeparam>
    /// <exception cref="InvalidCastException">Neither this reader nor the provider's is a <typeparamref name="T"/>.</exception>
    public T Unwrap<T>()
        where T : class
        => Wrapping.Unwrap<T>(this, _inner);

    /// <inheritdoc/>
    public override bool Read()
    {
        try
        {
            if (!_inner.Read())
                return false;
            _rows++;
            return true;
        }
        catch (Exception e)
        {
            _error ??= e;
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var read = _inner.ReadAsync(cancellationToken);
        if (!read.IsCompletedSuccessfully)
            return Awaited(read);
        if (read.GetAwaiter().GetResult())
            _rows++;
        return read;
    }

    /// <inheritdoc/>
    public override bool NextResult()
    {
        try
        {
            return _inner.NextResult();
        }
        catch (Exception e)
        {
            _error ??= e;
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> NextResultAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _inner.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _error ??= e;
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        Leave();
        try
        {
            _inner.Close();
        }
        catch (Exception e)
        {
            _error ??= e;
            throw;
        }
        finally
        {
            End();
        }
    }

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        Leave();
        try
        {
            await _inner.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _error ??= e;
            throw;
        }
        finally
        {
            End();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        Leave();
        try
        {
            await _inner.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _error ??= e;
            throw;
        }
        finally
        {
            End();
        }
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => _inner.GetBoolean(ordinal);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => _inner.GetByte(ordinal);

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        _inner.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => _inner.GetChar(ordinal);

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        _inner.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    /// <inheritdoc/>
    public ReadOnlyCollection<DbColumn> GetColumnSchema()
    {
        using (_session.BeginProviderWork())
            return _inner.GetColumnSchema();
    }

    /// <inheritdoc/>
    public override async Task<ReadOnlyCollection<DbColumn>> GetColumnSchemaAsync(CancellationToken cancellationToken = default)
    {
        using (_session.BeginProviderWork())
            return await _inner.GetColumnSchemaAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override string GetDataTypeName(int ordinal) => _inner.GetDataTypeName(ordinal);

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => _inner.GetDateTime(ordinal);

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => _inner.GetDecimal(ordinal);

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => _inner.GetDouble(ordinal);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    /// <inheritdoc/>
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetFieldType(int ordinal) => _inner.GetFieldType(ordinal);

    /// <inheritdoc/>
    public override T GetFieldValue<T>(int ordinal) => _inner.GetFieldValue<T>(ordinal);

    /// <inheritdoc/>
    public override Task<T> GetFieldValueAsync<T>(int ordinal, CancellationToken cancellationToken) =>
        _inner.GetFieldValueAsync<T>(ordinal, cancellationToken);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => _inner.GetFloat(ordinal);

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => _inner.GetGuid(ordinal);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => _inner.GetInt16(ordinal);

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => _inner.GetInt32(ordinal);

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => _inner.GetInt64(ordinal);

    /// <inheritdoc/>
    public override string GetName(int ordinal) => _inner.GetName(ordinal);

    /// <inheritdoc/>
    public override int GetOrdinal(string name) => _inner.GetOrdinal(name);

    /// <inheritdoc/>
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetProviderSpecificFieldType(int ordinal) => _inner.GetProviderSpecificFieldType(ordinal);

    /// <inheritdoc/>
    public override object GetProviderSpecificValue(int ordinal) => _inner.GetProviderSpecificValue(ordinal);

    /// <inheritdoc/>
    public override int GetProviderSpecificValues(object[] values) => _inner.GetProviderSpecificValues(values);

    /// <inheritdoc/>
    public override DataTable? GetSchemaTable()
    {
        // Providers ask the database about the columns by commands of their own.
        using (_session.BeginProviderWork())
            return _inner.GetSchemaTable();
    }

    /// <inheritdoc/>
    public override async Task<DataTable?> GetSchemaTableAsync(CancellationToken cancellationToken = default)
    {
        using (_session.BeginProviderWork())
            return await _inner.GetSchemaTableAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Stream GetStream(int ordinal) => _inner.GetStream(ordinal);

    /// <inheritdoc/>
    public override string GetString(int ordinal) => _inner.GetString(ordinal);

    /// <inheritdoc/>
    public override TextReader GetTextReader(int ordinal) => _inner.GetTextReader(ordinal);

    /// <inheritdoc/>
    public override object GetValue(int ordinal) => _inner.GetValue(ordinal);

    /// <inheritdoc/>
    public override int GetValues(object[] values) => _inner.GetValues(values);

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => _inner.IsDBNull(ordinal);

    /// <inheritdoc/>
    public override Task<bool> IsDBNullAsync(int ordinal, CancellationToken cancellationToken) =>
        _inner.IsDBNullAsync(ordinal, cancellationToken);

    void IPendingCommand.Abandon()
    {
        if (Interlocked.Exchange(ref _context, null) is { } context)
            _completion.Abandon(context, _rows, _error);
    }

    /// <inheritdoc/>
    protected override DbDataReader GetDbDataReader(int ordinal) => _inner.GetData(ordinal);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Leave();
        try
        {
            _inner.Dispose();
        }
        catch (Exception e)
        {
            _error ??= e;
            throw;
        }
        finally
        {
            End();
        }
    }

    // With CloseConnection the provider closes the connection while it closes the reader, which is not abandoned for that.
    private void Leave()
    {
        if (_context is not null)
            _session.Path.Readers.Remove(this);
    }

    // Whoever takes the context ends the command: the reader's own close, its connection's, never both.
    private void End()
    {
        if (Interlocked.Exchange(ref _context, null) is not { } context)
            return;
        _completion.Complete(context, _rows, _error);
    }

    private async Task<bool> Awaited(Task<bool> read)
    {
        try
        {
            var found = await read.ConfigureAwait(false);
            if (found)
                _rows++;
            return found;
        }
        catch (Exception e)
        {
            _error ??= e;
            throw;
        }
    }
}
