using System.Data;
using System.Data.Common;

namespace PerfDb.Driver.Tests.Support;

internal sealed class StubBatchCommand : DbBatchCommand
{
    public override string CommandText { get; set; } = "";

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override int RecordsAffected => -1;

    protected override DbParameterCollection DbParameterCollection { get; } = new StubParameterCollection();
}
