using System.Data.Common;

namespace PerfDb.Driver;

/// <summary>
/// The connection that stands for a provider's class of this simple name. Dapper passes arrays to PostgreSQL only if the
/// class of the command's connection is called <c>NpgsqlConnection</c>; this one is internal, so that nobody meets two.
/// </summary>
internal sealed class NpgsqlConnection : PerfDbConnection, ICloneable
{
    private readonly PerfDbDataSource? _dataSource;
    private readonly PerfDbProviderFactory? _factory;

    public NpgsqlConnection(PerfDbDataSource dataSource)
        : base(dataSource) => _dataSource = dataSource;

    public NpgsqlConnection(PerfDbDataSource dataSource, DbConnection connection)
        : base(dataSource, connection) => _dataSource = dataSource;

    public NpgsqlConnection(PerfDbProviderFactory factory)
        : base(factory) => _factory = factory;

    public object Clone()
    {
        if (_dataSource is not null)
            return new NpgsqlConnection(_dataSource);
        return new NpgsqlConnection(_factory!) { ConnectionString = ConnectionString };
    }
}
