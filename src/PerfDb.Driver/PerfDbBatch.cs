using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using PerfDb.Driver.Internal;
using PerfDb.Driver.Pipeline;

namespace PerfDb.Driver;

/// <summary>A batch of the provider that is timed, traced and counted as one command. Its batch commands are the provider's own.</summary>
public sealed class PerfDbBatch : DbBatch, ICommandFace
{
    private readonly DbBatch _inner;
    private PerfDbSession? _session;
    private PerfDbTransaction? _transaction;

    internal PerfDbBatch(DbBatch inner, PerfDbSession? session)
    {
        _inner = inner;
        _session = session;
    }

    /// <inheritdoc/>
    public override int Timeout
    {
        get => _inner.Timeout;
        set => _inner.Timeout = value;
    }

    bool ICommandFace.WantsOwnReader => false;

    /// <inheritdoc/>
    protected override DbBatchCommandCollection DbBatchCommands => _inner.BatchCommands;

    /// <summary>Our connection, or the provider's own if the batch was bound to that.</summary>
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

    /// <summary>The provider's own batch. What runs on it directly is not seen by the driver.</summary>
    /// <typeparam name="T">The provider's batch type.</typeparam>
    /// <exception cref="InvalidCastException">Neither this batch nor the provider's is a <typeparamref name="T"/>.</exception>
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
        ? executor.Execute<BatchNonQueryOperation, int>(async: false, context, CancellationToken.None).GetCompletedResult()
        : _inner.ExecuteNonQuery();

    /// <inheritdoc/>
    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) =>
        TryRent(CommandBehavior.Default, out var executor, out var context)
            ? executor.Execute<BatchNonQueryOperation, int>(async: true, context, cancellationToken).AsTask()
            : _inner.ExecuteNonQueryAsync(cancellationToken);

    /// <inheritdoc/>
    public override object? ExecuteScalar() => TryRent(CommandBehavior.Default, out var executor, out var context)
        ? executor.Execute<BatchScalarOperation, object?>(async: false, context, CancellationToken.None).GetCompletedResult()
        : _inner.ExecuteScalar();

    /// <inheritdoc/>
    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) =>
        TryRent(CommandBehavior.Default, out var executor, out var context)
            ? executor.Execute<BatchScalarOperation, object?>(async: true, context, cancellationToken).AsTask()
            : _inner.ExecuteScalarAsync(cancellationToken);

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => TryRent(behavior, out var executor, out var context)
        ? executor.Execute<BatchReaderOperation, DbDataReader>(async: false, context, CancellationToken.None).GetCompletedResult()
        : _inner.ExecuteReader(behavior);

    /// <inheritdoc/>
    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        TryRent(behavior, out var executor, out var context)
            ? executor.Execute<BatchReaderOperation, DbDataReader>(async: true, context, cancellationToken).AsTask()
            : _inner.ExecuteReaderAsync(behavior, cancellationToken);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _inner.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    DbDataReader ICommandFace.Decorate(DbDataReader reader, CommandContext context) =>
        new PerfDbDataReader(reader, context, _session!, _session!.Executor!.Completion);

    /// <inheritdoc/>
    protected override DbBatchCommand CreateDbBatchCommand() => _inner.CreateBatchCommand();

    private bool TryRent(CommandBehavior behavior, [NotNullWhen(true)] out CommandExecutor? executor, [NotNullWhen(true)] out CommandContext? context)
    {
        executor = _session?.Executor;
        if (executor is null)
        {
            context = null;
            return false;
        }

        context = CommandContextPool.Rent();
        context.IsOrphan = true;
        context.IsInUse = true;
        context.Face = this;
        context.Batch = _inner;
        context.Behavior = behavior;
        context.Session = _session!.Path;
        return true;
    }

    private ValueTask EnsureOpen(bool async, CancellationToken cancellationToken) =>
        _session?.EnsureOpen(async, cancellationToken) ?? default;
}
