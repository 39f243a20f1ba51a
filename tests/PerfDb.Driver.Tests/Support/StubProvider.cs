using System.Data.Common;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Support;

/// <summary>What the driver is told about the fake database; a PostgreSQL on <c>db1</c>, unless a test says otherwise.</summary>
internal sealed class StubProvider : DatabaseProvider
{
    public override string SystemName { get; } = "postgresql";

    public override SqlDialect Dialect { get; } = SqlDialect.PostgreSql;

    public override string? OwnTelemetryName => OwnMeter;

    public string? OwnMeter { get; set; }

    public ServerDescription Server { get; set; } = new("db1", 6432, "shop|public");

    public bool OwnReaders { get; set; }

    public override ServerDescription Describe(DbDataSource dataSource) => Server;

    public override bool RequiresOwnReader(SqlAnalysis analysis) => OwnReaders;
}
