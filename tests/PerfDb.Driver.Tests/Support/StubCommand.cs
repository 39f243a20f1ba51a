using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace PerfDb.Driver.Tests.Support;

internal sealed class StubCommand(StubServer server) : DbCommand
{
    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; } = 30;

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection { get; } = new StubParameterCollection();

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery()
    {
        server.Execute(CommandText);
        return server.Affected;
    }

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        await server.ExecuteAsync(CommandText, cancellationToken);
        return server.Affected;
    }

    public override object? ExecuteScalar()
    {
        server.Execute(CommandText);
        return server.Scalar;
    }

    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        await server.ExecuteAsync(CommandText, cancellationToken);
        return server.Scalar;
    }

    protected override DbParameter CreateDbParameter() => new StubParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        server.Execute(CommandText);
        return server.Open();
    }

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        await server.ExecuteAsync(CommandText, cancellationToken);
        return server.Open();
    }
}
