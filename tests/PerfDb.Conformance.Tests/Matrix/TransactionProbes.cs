using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Matrix;

/// <summary>Every member of DbTransaction.</summary>
internal static class TransactionProbes
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    public static IReadOnlyList<Probe> All { get; } =
    [
        Probe.Get("Connection", w => w.Transaction.Connection),
        Probe.Get("IsolationLevel", w => w.Transaction.IsolationLevel),
        Probe.Get("SupportsSavepoints", w => w.Transaction.SupportsSavepoints),
        Probe.Do("Commit", w => w.Transaction.Commit(), w => w.Transaction.CommitAsync()),
        Probe.Do("Commit twice", w => { w.Transaction.Commit(); w.Transaction.Commit(); }, async w => { await w.Transaction.CommitAsync(); await w.Transaction.CommitAsync(); }),
        new("CommitAsync(cancelled)", null, async w => { await w.Transaction.CommitAsync(Cancelled); return Nothing.Value; }),
        Probe.Do("Rollback", w => w.Transaction.Rollback(), w => w.Transaction.RollbackAsync()),
        Probe.Do("Rollback twice", w => { w.Transaction.Rollback(); w.Transaction.Rollback(); }, async w => { await w.Transaction.RollbackAsync(); await w.Transaction.RollbackAsync(); }),
        new("RollbackAsync(cancelled)", null, async w => { await w.Transaction.RollbackAsync(Cancelled); return Nothing.Value; }),
        Probe.Do("Commit, then Rollback", w => { w.Transaction.Commit(); w.Transaction.Rollback(); }, async w => { await w.Transaction.CommitAsync(); await w.Transaction.RollbackAsync(); }),
        Probe.Do("Save(a)", w => w.Transaction.Save("a"), w => w.Transaction.SaveAsync("a")),
        Probe.Do("Save(null)", w => w.Transaction.Save(null!), w => w.Transaction.SaveAsync(null!)),
        Probe.Do("Save(empty)", w => w.Transaction.Save(""), w => w.Transaction.SaveAsync("")),
        Probe.Do("Save(odd name)", w => w.Transaction.Save("a \"b"), w => w.Transaction.SaveAsync("a \"b")),
        new("SaveAsync(cancelled)", null, async w => { await w.Transaction.SaveAsync("a", Cancelled); return Nothing.Value; }),
        Probe.Do("Save, Rollback(a)", w => { w.Transaction.Save("a"); w.Transaction.Rollback("a"); }, async w => { await w.Transaction.SaveAsync("a"); await w.Transaction.RollbackAsync("a"); }),
        Probe.Do("Save, Release(a)", w => { w.Transaction.Save("a"); w.Transaction.Release("a"); }, async w => { await w.Transaction.SaveAsync("a"); await w.Transaction.ReleaseAsync("a"); }),
        Probe.Do("Rollback(nonsense)", w => w.Transaction.Rollback("nonsense"), w => w.Transaction.RollbackAsync("nonsense")),
        Probe.Do("Release(nonsense)", w => w.Transaction.Release("nonsense"), w => w.Transaction.ReleaseAsync("nonsense")),
        Probe.Do("Rollback(null)", w => w.Transaction.Rollback(null!), w => w.Transaction.RollbackAsync((string)null!)),
        Probe.Do("Dispose", w => w.Transaction.Dispose(), w => w.Transaction.DisposeAsync().AsTask()),
        Probe.Do("Dispose twice", w => { w.Transaction.Dispose(); w.Transaction.Dispose(); }, async w => { await w.Transaction.DisposeAsync(); await w.Transaction.DisposeAsync(); }),
        Probe.Do("Commit, then Dispose", w => { w.Transaction.Commit(); w.Transaction.Dispose(); }, async w => { await w.Transaction.CommitAsync(); await w.Transaction.DisposeAsync(); }),
        Probe.Do("Dispose, then Commit", w => { w.Transaction.Dispose(); w.Transaction.Commit(); }, async w => { await w.Transaction.DisposeAsync(); await w.Transaction.CommitAsync(); }),
        Probe.Get("Connection after Rollback", w => { w.Transaction.Rollback(); return w.Transaction.Connection; }),
        Probe.Get("Connection after Commit", w => { w.Transaction.Commit(); return w.Transaction.Connection; }),
        Probe.Get("Connection after Dispose", w => { w.Transaction.Dispose(); return w.Transaction.Connection; }),
        Probe.Get("IsolationLevel after Commit", w => { w.Transaction.Commit(); return w.Transaction.IsolationLevel; }),
        Probe.Get("nested BeginTransaction", w => w.Name(w.Connection.BeginTransaction(), "nested"), async w => (System.Data.Common.DbTransaction?)w.Name(await w.Connection.BeginTransactionAsync(), "nested")),
        Probe.Get("new command's Transaction", w => w.NewCommand("SELECT 1", name: "other").Transaction),
        Probe.Get("command without the transaction", w => w.NewCommand("SELECT 1", name: "other").ExecuteScalar()),
        Probe.Get("command with the transaction", w => { var c = w.NewCommand("SELECT 1", name: "other"); c.Transaction = w.Transaction; return (c.Transaction, c.ExecuteScalar()); }),
        Probe.Get("command's Transaction after Commit", w => { var c = w.NewCommand("SELECT 1", name: "other"); c.Transaction = w.Transaction; w.Transaction.Commit(); return c.Transaction; }),
        Probe.Get("command run after Commit", w => { var c = w.NewCommand("SELECT 1", name: "other"); c.Transaction = w.Transaction; w.Transaction.Commit(); return c.ExecuteScalar(); }),
        Probe.Get("broken command, then another", w => { try { w.NewCommand("SELEC", name: "other").ExecuteScalar(); } catch (System.Data.Common.DbException) { } return w.NewCommand("SELECT 1", name: "other").ExecuteScalar(); }),
        Probe.Get("connection.Close, then Connection", w => { w.Connection.Close(); return w.Transaction.Connection; }, async w => { await w.Connection.CloseAsync(); return w.Transaction.Connection; }),
        Probe.Do("connection.Close, then Commit", w => { w.Connection.Close(); w.Transaction.Commit(); }, async w => { await w.Connection.CloseAsync(); await w.Transaction.CommitAsync(); }),
        Probe.Do("connection.Dispose, then Rollback", w => { w.Connection.Dispose(); w.Transaction.Rollback(); }, async w => { await w.Connection.DisposeAsync(); await w.Transaction.RollbackAsync(); }),
    ];
}
