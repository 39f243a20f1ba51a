using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Sqlite;

/// <summary>What the driver knows of SQLite through Microsoft.Data.Sqlite.</summary>
internal sealed class SqliteProvider : DatabaseProvider
{
    public static SqliteProvider Instance { get; } = new();

    public override string SystemName => "sqlite";

    public override SqlDialect Dialect => SqlDialect.Sqlite;

    // SQLite has no server. The file is its only name, and the convention wants the namespace as the connection has it.
    public override ServerDescription Describe(DbDataSource dataSource)
    {
        var file = new SqliteConnectionStringBuilder(dataSource.ConnectionString).DataSource;
        return new(null, null, file.Length == 0 ? null : Path.GetFileName(file));
    }

    public override bool TryObserveClose(DbCommand? command, DbDataReader reader, IReaderCloseObserver observer)
    {
        if (command is not ObservedSqliteCommand observed)
            return false;
        observed.ObserveClose(observer);
        return true;
    }

    public override ErrorClass Classify(Exception exception) =>
        exception is SqliteException sqlite ? Classify(sqlite.SqliteErrorCode) : base.Classify(exception);

    public override string? GetStatusCode(Exception exception) =>
        (exception as SqliteException)?.SqliteErrorCode.ToString(CultureInfo.InvariantCulture);

    // The result codes of https://www.sqlite.org/rescode.html.
    private static ErrorClass Classify(int code) => code switch
    {
        1 => ErrorClass.Syntax,
        3 or 23 => ErrorClass.Permission,
        5 or 6 => ErrorClass.Timeout,
        7 or 13 or 18 => ErrorClass.Resource,
        8 => ErrorClass.ReadOnly,
        9 => ErrorClass.Cancelled,
        10 or 11 or 14 or 26 => ErrorClass.Connection,
        19 => ErrorClass.Constraint,
        _ => ErrorClass.Other,
    };
}
