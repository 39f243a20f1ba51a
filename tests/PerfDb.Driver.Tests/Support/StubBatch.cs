using System.Data;
using System.Data.Common;

namespace PerfDb.Driver.Tests.Support;

internal sealed class StubBatch(StubServer server) : DbBatch
{
    public override int Timeout { get; set; }

    protected override DbBatchCommandCollection DbBatchCommands { get; } = new StubBatchCommandCollection();

    protected override DbConnection? DbConnection { get; set; }

    protected override DbTransaction? DbTransaction { get; set; }

    private string Text => string.Join("; ", BatchCommands.Select(c => c.CommandText));

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override Task PrepareAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override int ExecuteNonQuery()
    {
        server.Execute(Text);
        return server.Affected;
    }

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default)
    {
        await server.ExecuteAsync(Text, cancellationToken);
        return server.Affected;
    }

    public override object? ExecuteScalar()
    {
        server.Execute(Text);
        return server.Scalar;
    }

    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default)
    {
        await server.ExecuteAsync(Text, cancellationToken);
        return server.Scalar;
    }

    protected override DbBatchCommand CreateDbBatchCommand() => new StubBatchCommand();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        server.Execute(Text);
        return server.Open();
    }

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        await server.ExecuteAsync(Text, cancellationToken);
        return server.Open();
    }
}
