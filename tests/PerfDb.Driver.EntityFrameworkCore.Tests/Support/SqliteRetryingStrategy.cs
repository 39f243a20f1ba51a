using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Support;

/// <summary>Retries what another writer's lock refused. EF Core has no such strategy for SQLite.</summary>
internal sealed class SqliteRetryingStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.FromMilliseconds(20))
{
    private const int Busy = 5;

    protected override bool ShouldRetryOn(Exception exception) => exception is SqliteException { SqliteErrorCode: Busy };
}
