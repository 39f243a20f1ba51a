namespace PerfDb.Driver.Sessions;

/// <summary>
/// What the driver knows of one connection's server session. It is only as good as what passes through the driver:
/// commands on a raw connection beside it are not seen.
/// </summary>
internal sealed class SessionState
{
    private int _openTransactions;

    /// <summary>Whether a transaction begun through the driver is open.</summary>
    public bool InTransaction => Volatile.Read(ref _openTransactions) > 0;

    public void TransactionBegun() => Interlocked.Increment(ref _openTransactions);

    public void TransactionEnded()
    {
        // A connection that was closed meanwhile has already forgotten its transaction.
        if (Interlocked.Decrement(ref _openTransactions) < 0)
            Interlocked.Exchange(ref _openTransactions, 0);
    }

    /// <summary>The connection was closed: its session, and with it every transaction, is gone.</summary>
    public void Reset() => Interlocked.Exchange(ref _openTransactions, 0);
}
