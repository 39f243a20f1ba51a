using System.Data;
using System.Data.Common;
using PerfDb.Driver.Internal;

namespace PerfDb.Driver;

/// <summary>A transaction of the provider whose end the driver learns of.</summary>
public sealed class PerfDbTransaction : DbTransaction
{
    private readonly PerfDbSession _session;
    private int _ended;

    internal PerfDbTransaction(DbTransaction inner, PerfDbSession session)
    {
        Inner = inner;
        _session = session;
        session.TransactionBegun(this);
    }

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel => Inner.IsolationLevel;

    /// <inheritdoc/>
    public override bool SupportsSavepoints => Inner.SupportsSavepoints;

    internal DbTransaction Inner { get; }

    /// <summary>Our connection, for as long as the provider's transaction names one.</summary>
    protected override DbConnection? DbConnection => Inner.Connection is { } inner ? _session.Connection ?? inner : null;

    /// <summary>The provider's own transaction. What is done with it directly is not seen by the driver.</summary>
    /// <typeparam name="T">The provider's transaction type.</typeparam>
    /// <exception cref="InvalidCastException">Neither this transaction nor the provider's is a <typeparamref name="T"/>.</exception>
    public T Unwrap<T>()
        where T : class
        => Wrapping.Unwrap<T>(this, Inner);

    /// <inheritdoc/>
    public override void Commit()
    {
        using (_session.BeginProviderWork())
            Inner.Commit();
        End();
    }

    /// <inheritdoc/>
    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        using (_session.BeginProviderWork())
            await Inner.CommitAsync(cancellationToken).ConfigureAwait(false);
        End();
    }

    /// <inheritdoc/>
    public override void Rollback()
    {
        using (_session.BeginProviderWork())
            Inner.Rollback();
        End();
    }

    /// <inheritdoc/>
    public override async Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        using (_session.BeginProviderWork())
            await Inner.RollbackAsync(cancellationToken).ConfigureAwait(false);
        End();
    }

    /// <inheritdoc/>
    public override void Save(string savepointName)
    {
        using (_session.BeginProviderWork())
            Inner.Save(savepointName);
    }

    /// <inheritdoc/>
    public override async Task SaveAsync(string savepointName, CancellationToken cancellationToken = default)
    {
        using (_session.BeginProviderWork())
            await Inner.SaveAsync(savepointName, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Rollback(string savepointName)
    {
        using (_session.BeginProviderWork())
            Inner.Rollback(savepointName);
    }

    /// <inheritdoc/>
    public override async Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default)
    {
        using (_session.BeginProviderWork())
            await Inner.RollbackAsync(savepointName, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Release(string savepointName)
    {
        using (_session.BeginProviderWork())
            Inner.Release(savepointName);
    }

    /// <inheritdoc/>
    public override async Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default)
    {
        using (_session.BeginProviderWork())
            await Inner.ReleaseAsync(savepointName, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        using (_session.BeginProviderWork())
            await Inner.DisposeAsync().ConfigureAwait(false);
        End();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        using (_session.BeginProviderWork())
            Inner.Dispose();
        End();
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            _session.State.TransactionEnded();
    }
}
