using System.Data.Common;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Providers;

/// <summary>A provider of which only the data source is known. Its name is guessed from the data source's namespace.</summary>
internal sealed class GenericProvider(DbDataSource dataSource) : DatabaseProvider
{
    private readonly (string SystemName, SqlDialect Dialect) _known = Recognize(dataSource.GetType().Namespace ?? "");

    public override string SystemName => _known.SystemName;

    public override SqlDialect Dialect => _known.Dialect;

    // Npgsql's connections and commands hide the event and never raise it.
    public override bool RaisesDisposed { get; } = dataSource.GetType().Namespace != "Npgsql";

    public override ServerDescription Describe(DbDataSource dataSource) => new(null, null, null);

    // EF Core casts the reader of what it saves to Npgsql's own, also when the application did not tell us that it is Npgsql.
    public override bool RequiresOwnReader(SqlAnalysis analysis) =>
        Dialect == SqlDialect.PostgreSql && (analysis.Kind != StatementKind.Read || analysis.Statements.Count > 1);

    private static (string, SqlDialect) Recognize(string ns) => ns switch
    {
        "Npgsql" => ("postgresql", SqlDialect.PostgreSql),
        "Microsoft.Data.Sqlite" or "System.Data.SQLite" => ("sqlite", SqlDialect.Sqlite),
        "MySqlConnector" or "MySql.Data.MySqlClient" => ("mysql", SqlDialect.MySql),
        "Microsoft.Data.SqlClient" or "System.Data.SqlClient" => ("microsoft.sql_server", SqlDialect.SqlServer),
        "Oracle.ManagedDataAccess.Client" => ("oracle.db", SqlDialect.Generic),
        _ => ("other_sql", SqlDialect.Generic),
    };
}
