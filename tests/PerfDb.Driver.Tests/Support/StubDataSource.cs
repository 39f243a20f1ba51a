using System.Data.Common;

namespace PerfDb.Driver.Tests.Support;

/// <summary>A hand-written ADO.NET provider without a database.</summary>
internal sealed class StubDataSource(StubServer server) : DbDataSource
{
    public override string ConnectionString => Server.ConnectionString;

    public StubServer Server { get; } = server;

    protected override DbConnection CreateDbConnection() => new StubConnection(Server);
}
