using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace PerfDb.Driver.Tests.Support;

internal sealed class StubConnection(StubServer server) : DbConnection
{
    private ConnectionState _state;

    public StubServer Server { get; } = server;

    [AllowNull]
    public override string ConnectionString { get; set; } = server.ConnectionString;

    public override string Database => "stub";

    public override string DataSource => "stub";

    public override string ServerVersion => "1.0";

    public override ConnectionState State => _state;

    public override bool CanCreateBatch => true;

    public override void ChangeDatabase(string databaseName)
    {
    }

    public override void Open() => Change(ConnectionState.Open);

    public override void Close() => Change(ConnectionState.Closed);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new StubTransaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new StubCommand(Server) { Connection = this };

    protected override DbBatch CreateDbBatch() => new StubBatch(Server) { Connection = this };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }

    private void Change(ConnectionState state)
    {
        var before = _state;
        _state = state;
        if (before != state)
            OnStateChange(new StateChangeEventArgs(before, state));
    }
}
