using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using PerfDb.Driver.Internal;
using PerfDb.Driver.Pipeline;

namespace PerfDb.Driver;

/// <summary>
/// A command of the provider that is timed, traced and counted on its way. Its parameters, results and exceptions are the
/// provider's own.
/// </summary>
public class PerfDbCommand : DbCommand, ICommandFace
{
    private readonly DbCommand _inner;
    private readonly bool _ownReaders;
    private readonly string? _source;
    private PerfDbSession? _session;
    private PerfDbTransaction? _transaction;
    private CommandContext? _context;

    private PerfDbCommand(DbCommand inner, PerfDbSession? session, bool ownReaders = false, string? source = null)
    {
        _inner = inner;
        _session = session;
        _ownReaders = ownReaders;
        _source = source;
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _inner.CommandText;
        set => _inner.CommandText = value;
    }

    /// <inheritdoc/>
    public override int CommandTimeout
    {
        get => _inner.CommandTimeout;
        set => _inner.CommandTimeout = value;
    }

    /// <inheritdoc/>
    public override CommandType CommandType
    {
        get => _inner.CommandType;
        set => _inner.CommandType = value;
    }

    /// <inheritdoc/>
    public override bool DesignTimeVisible
    {
        get => _inner.DesignTimeVisible;
        set => _inner.DesignTimeVisible = value;
    }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource
    {
        get => _inner.UpdatedRowSource;
        set => _inner.UpdatedRowSource = value;
    }

    bool ICommandFace.WantsOwnReader => _ownReaders;

    string? ICommandFace.Source => _source;

    /// <summary>Our connection, or the provider's own if the command was bound to that.</summary>
    protected override DbConnection? DbConnection
    {
        get => _session?.Connection ?? _inner.Connection;
        set
        {
            var session = PerfDbSession.Of(value, _session?.DataSource);
            _inner.Connection = session?.Provider ?? value;
            _session = session;
        }
    }

    /// <summary>Our transaction, or the provider's own if the caller gave that.</summary>
    protected override DbTransaction? DbTransaction
    {
        get
        {
            // Providers give a new command the transaction that is open on its connection.
            var inner = _inner.Transaction;
            return _transaction is { } ours && ReferenceEquals(ours.Inner, inner) ? ours : _session?.FindTransaction(inner) ?? inner;
        }

        set
        {
            var ours = value as PerfDbTransaction;
            _inner.Transaction = ours?.Inner ?? value;
            _transaction = ours;
        }
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => _inner.Parameters;

    /// <summary>The provider's own command. What runs on it directly is not seen by the driver.</summary>
    /// <typeparam name="T">The provider's command type.</typeparam>
    /// <exception cref="InvalidCastException">Neither this command nor the provider's is a <typeparamref name="T"/>.</exception>
    public T Unwrap<T>()
        where T : class
        => Wrapping.Unwrap<T>(this, _inner);

    /// <inheritdoc/>
    public override void Cancel() => _inner.Cancel();

    /// <inheritdoc/>
    public override void Prepare()
    {
        EnsureOpen(async: false, CancellationToken.None).GetCompletedResult();
        _inner.Prepare();
    }

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        await EnsureOpen(async: true, cancellationToken).ConfigureAwait(false);
        await _inner.PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override int ExecuteNonQuery() => TryRent(CommandBehavior.Default, out var executor, out var context)
        ? executor.Execute<NonQueryOperation, int>(async: false, context, CancellationToken.None).GetCompletedResult()
        : _inner.ExecuteNonQuery();

    /// <inheritdoc/>
    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => TryRent(CommandBehavior.Default, out var executor, out var context)
        ? executor.Execute<NonQueryOperation, int>(async: true, context, cancellationToken).AsTask()
        : _inner.ExecuteNonQueryAsync(cancellationToken);

    /// <inheritdoc/>
    public override object? ExecuteScalar() => TryRent(CommandBehavior.Default, out var executor, out var context)
        ? executor.Execute<ScalarOperation, object?>(async: false, context, CancellationToken.None).GetCompletedResult()
        : _inner.ExecuteScalar();

    /// <inheritdoc/>
    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => TryRent(CommandBehavior.Default, out var executor, out var context)
        ? executor.Execute<ScalarOperation, object?>(async: true, context, cancellationToken).AsTask()
        : _inner.ExecuteScalarAsync(cancellationToken);

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => TryRent(behavior, out var executor, out var context)
        ? executor.Execute<ReaderOperation, DbDataReader>(async: false, context, CancellationToken.None).GetCompletedResult()
        : _inner.ExecuteReader(behavior);

    /// <inheritdoc/>
    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        TryRent(behavior, out var executor, out var context)
            ? executor.Execute<ReaderOperation, DbDataReader>(async: true, context, cancellationToken).AsTask()
            : _inner.ExecuteReaderAsync(behavior, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync().ConfigureAwait(false);
        EndDispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Decorates a command of the provider, as one that can be cloned if the provider's can.</summary>
    internal static PerfDbCommand Around(DbCommand inner, PerfDbSession? session, bool ownReaders = false, string? source = null) => inner is ICloneable
        ? new CloneablePerfDbCommand(inner, session, ownReaders, source)
        : new PerfDbCommand(inner, session, ownReaders, source);

    DbDataReader ICommandFace.Decorate(DbDataReader reader, CommandContext context) =>
        new PerfDbDataReader(reader, context, _session!, _session!.Executor!.Completion);

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => _inner.CreateParameter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _inner.Dispose();
        EndDispose();
    }

    // Without a connection of ours there is nobody to time the command for, and the provider's own error is the answer.
    private bool TryRent(CommandBehavior behavior, [NotNullWhen(true)] out CommandExecutor? executor, [NotNullWhen(true)] out CommandContext? context)
    {
        executor = _session?.Executor;
        if (executor is null)
        {
            context = null;
            return false;
        }

        context = _context is { IsInUse: false } own ? own : Rent();
        context.IsInUse = true;
        context.Behavior = behavior;
        context.Session = _session!.Path;
        return true;
    }

    private CommandContext Rent()
    {
        var context = CommandContextPool.Rent();
        context.Face = this;
        context.Command = _inner;
        // A second execution under way at once gets a context that nobody keeps.
        if (_context is null)
            _context = context;
        else
            context.IsOrphan = true;
        return context;
    }

    private void EndDispose()
    {
        _context?.Disown();
        _context = null;
        if (_session?.DataSource is not { Provider.RaisesDisposed: false })
            base.Dispose(disposing: true);
    }

    private ValueTask EnsureOpen(bool async, CancellationToken cancellationToken) =>
        _session?.EnsureOpen(async, cancellationToken) ?? default;

    // A class of its own: callers ask "is ICloneable" before they clone.
    private sealed class CloneablePerfDbCommand(DbCommand inner, PerfDbSession? session, bool ownReaders, string? source)
        : PerfDbCommand(inner, session, ownReaders, source), ICloneable
    {
        public object Clone() =>
            new CloneablePerfDbCommand((DbCommand)((ICloneable)_inner).Clone(), _session, _ownReaders, _source) { _transaction = _transaction };
    }
}
