using System.Data.Common;

namespace PerfDb.Driver;

/// <summary>
/// The connection that stands for a provider's class of this simple name. Dapper passes arrays to PostgreSQL only if the
/// class of the command's connection is called <c>NpgsqlConnection</c>; this one is internal, so that nobody meets two.
/// </summary>
internal sealed class NpgsqlConnection : PerfDbConnection, ICloneable
{
    public NpgsqlConnection(PerfDbDataSource dataSource)
        : base(dataSource)
    {
    }

    public NpgsqlConnection(PerfDbDataSource dataSource, DbConnection connection)
        : base(dataSource, connection)
    {
    }

    public NpgsqlConnection(PerfDbProviderFactory factory)
        : base(factory)
    {
    }

    private NpgsqlConnection(DbConnection inner, NpgsqlConnection like)
        : base(inner, like)
    {
    }

    public object Clone() => new NpgsqlConnection((DbConnection)((ICloneable)Inner).Clone(), this);
}
