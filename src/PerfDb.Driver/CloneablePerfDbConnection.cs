using System.Data.Common;

namespace PerfDb.Driver;

/// <summary>A connection over a provider whose connections can be cloned.</summary>
internal sealed class CloneablePerfDbConnection : PerfDbConnection, ICloneable
{
    public CloneablePerfDbConnection(DbConnection inner, PerfDbDataSource dataSource)
        : base(inner, dataSource, factory: null)
    {
    }

    private CloneablePerfDbConnection(DbConnection inner, PerfDbConnection like)
        : base(inner, like)
    {
    }

    public object Clone() => new CloneablePerfDbConnection((DbConnection)((ICloneable)Inner).Clone(), this);
}
