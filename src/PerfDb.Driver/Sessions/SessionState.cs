namespace PerfDb.Driver.Sessions;

/// <summary>
/// What the driver knows of one connection's server session. It is only as good as what passes through the driver:
/// commands on a raw connection beside it are not seen.
/// </summary>
internal sealed class SessionState
{
    private int _openTransactions;
    private volatile bool _isTransactionReported;

    /// <summary>Whether a transaction is open that was begun through the driver, or of which it was told.</summary>
    public bool InTransaction => Volatile.Read(ref _openTransactions) > 0 || _isTransactionReported;

    public void TransactionBegun() => Interlocked.Increment(ref _openTransactions);

    public void TransactionEnded()
    {
        // A connection that was closed meanwhile has already forgotten its transaction.
        if (Interlocked.Decrement(ref _openTransactions) < 0)
            Interlocked.Exchange(ref _openTransactions, 0);
    }

    /// <summary>Whether somebody told of an open transaction that was not begun through the driver.</summary>
    public bool IsTransactionReported
    {
        get => _isTransactionReported;
        set => _isTransactionReported = value;
    }

    /// <summary>The connection was closed: its session, and with it every transaction, is gone.</summary>
    public void Reset()
    {
        Interlocked.Exchange(ref _openTransactions, 0);
        _isTransactionReported = false;
    }
}
