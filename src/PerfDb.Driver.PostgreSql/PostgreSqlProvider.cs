using System.Data.Common;
using Npgsql;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.PostgreSql;

/// <summary>What the driver knows of PostgreSQL through Npgsql.</summary>
internal sealed class PostgreSqlProvider : DatabaseProvider
{
    private const int DefaultPort = 5432;

    public static PostgreSqlProvider Instance { get; } = new();

    public override string SystemName => "postgresql";

    public override SqlDialect Dialect => SqlDialect.PostgreSql;

    public override string OwnTelemetryName => "Npgsql";

    // Npgsql's connections and commands hide the event and never raise it.
    public override bool RaisesDisposed => false;

    public override ServerDescription Describe(DbDataSource dataSource)
    {
        var settings = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString);
        // Several hosts: which one answers is known per connection only.
        var host = settings.Host is { Length: > 0 } one && !one.Contains(',', StringComparison.Ordinal) ? one : null;
        return new(
            host,
            host is null || settings.Port == DefaultPort ? null : settings.Port,
            Namespace(settings.Database ?? settings.Username, settings.SearchPath));
    }

    // The convention's database|schema. What the server or a role sets is not known without asking, nor is "$user".
    private static string? Namespace(string? database, string? searchPath)
    {
        var schema = searchPath.AsSpan();
        var comma = schema.IndexOf(',');
        schema = (comma < 0 ? schema : schema[..comma]).Trim().Trim('"');
        return schema.IsEmpty || schema.StartsWith("$", StringComparison.Ordinal) ? database : $"{database}|{schema}";
    }

    // EF Core's SaveChanges casts the reader of its writes to Npgsql's own; of reads nobody does.
    public override bool RequiresOwnReader(SqlAnalysis analysis) =>
        analysis.Kind != StatementKind.Read || analysis.Statements.Count > 1;

    public override bool TryObserveClose(DbCommand? command, DbDataReader reader, IReaderCloseObserver observer)
    {
        if (reader is not NpgsqlDataReader npgsql)
            return false;
        npgsql.ReaderClosed += (_, _) => observer.ReaderClosed();
        return true;
    }

    public override string? GetStatusCode(Exception exception) => (exception as PostgresException)?.SqlState;
}
