using System.Data;
using System.Data.Common;

namespace PerfDb.Driver.Tests.Support;

internal sealed class StubTransaction(DbConnection connection, IsolationLevel isolationLevel) : DbTransaction
{
    public override IsolationLevel IsolationLevel { get; } = isolationLevel;

    public bool? Committed { get; private set; }

    protected override DbConnection DbConnection { get; } = connection;

    public override void Commit() => Committed = true;

    public override void Rollback() => Committed = false;
}
