using System.Data.Common;

namespace PerfDb.Driver.PostgreSql;

/// <summary>
/// The driver's connection on Npgsql. Dapper passes arrays to PostgreSQL only if the class of the command's connection has
/// the simple name <c>NpgsqlConnection</c>, hence this name; it is internal so that nobody meets two types of that name.
/// </summary>
internal sealed class NpgsqlConnection : PerfDbConnection, ICloneable
{
    public NpgsqlConnection(PerfDbDataSource dataSource)
        : base(dataSource)
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
