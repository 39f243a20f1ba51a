using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Sql;

namespace PerfDb.Conformance.Tests.Interceptors;

/// <summary>What an application's own interceptors see, may do, and cannot break.</summary>
public sealed class InterceptorTests(Databases databases) : IClassFixture<Databases>
{
    [Theory]
    [Everywhere]
    public async Task Every_command_is_announced_and_ended_in_reverse_order(Provider provider, bool async)
    {
        List<string> calls = [];
        await using var db = await Build(provider, new Recorder("a", calls), new Recorder("b", calls));
        await using var connection = await Open(db, async);

        await Scalar(connection, "SELECT 1", async);
        await Assert.ThrowsAnyAsync<DbException>(() => Scalar(connection, "SELEC", async));
        await NonQuery(connection, "INSERT INTO scratch (name) VALUES (NULL), (NULL)", async);
        await ReadOne(connection, "SELECT id FROM items", async);

        Assert.Equal(
            [
                "a executing Scalar", "b executing Scalar", "b executed -1", "a executed -1",
                "a executing Scalar", "b executing Scalar", "b failed", "a failed",
                "a executing NonQuery", "b executing NonQuery", "b executed 2", "a executed 2",
                "a executing Reader", "b executing Reader", "b executed 1", "a executed 1",
            ],
            calls);
    }

    [Theory]
    [Everywhere]
    public async Task An_interceptor_answers_in_the_databases_place(Provider provider, bool async)
    {
        var answers = new Answering();
        List<string> calls = [];
        await using var db = await Build(provider, answers, new Recorder("after", calls));
        await using var connection = await Open(db, async);

        Assert.Equal("answer", await Scalar(connection, "SELECT 1 FROM no_such_table", async));
        Assert.Equal(77, await NonQuery(connection, "DELETE FROM no_such_table", async));
        Assert.Equal("row", await ReadOne(connection, "SELECT * FROM no_such_table", async));

        // The first to answer wins: the next is not asked, and no database was called.
        Assert.Empty(calls);
        Assert.Equal(0, db.Statistics.GetSnapshot().TotalCalls);
    }

    [Theory]
    [Everywhere]
    public async Task An_interceptor_that_throws_breaks_no_command(Provider provider, bool async)
    {
        List<string> calls = [];
        await using var db = await Build(provider, new Throwing(), new Recorder("after", calls));
        await using var connection = await Open(db, async);

        Assert.Equal(1L, Convert.ToInt64(await Scalar(connection, "SELECT 1", async), null));
        await Assert.ThrowsAnyAsync<DbException>(() => Scalar(connection, "SELEC", async));
        Assert.Equal(1L, Convert.ToInt64(await ReadOne(connection, "SELECT id FROM items ORDER BY id", async), null));

        Assert.Equal(6, calls.Count);
        Assert.Equal(3, db.Statistics.GetSnapshot().TotalCalls);
    }

    [Theory]
    [Everywhere]
    public async Task An_interceptor_sees_the_same_exception_instance_as_the_caller(Provider provider, bool async)
    {
        var seen = new Catching();
        await using var db = await Build(provider, seen);
        await using var connection = await Open(db, async);

        var thrown = await Assert.ThrowsAnyAsync<DbException>(() => Scalar(connection, "SELEC", async));

        Assert.Same(thrown, seen.Exception);
    }

    [Theory]
    [Everywhere]
    public async Task An_interceptor_may_change_the_providers_command(Provider provider, bool async)
    {
        await using var db = await Build(provider, new Limiting());
        await using var connection = await Open(db, async);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";

        await command.ExecuteScalarAsync();

        Assert.Equal(123, command.CommandTimeout);
    }

    [Theory]
    [InlineData(CommandMethod.Reader, "text")]
    [InlineData(CommandMethod.NonQuery, "text")]
    public async Task An_answer_of_the_wrong_type_is_the_interceptors_fault_not_the_commands(CommandMethod method, object wrong)
    {
        await using var db = await Build(Provider.Sqlite, new Wrong(wrong));
        await using var connection = await Open(db, async: false);

        if (method == CommandMethod.Reader)
            Assert.Equal(1L, await ReadOne(connection, "SELECT 1", async: false));
        else
            Assert.Equal(1, await NonQuery(connection, "INSERT INTO scratch (name) VALUES (NULL)", async: false));
    }

    [Fact]
    public async Task A_batch_is_announced_as_one_command()
    {
        var seen = new Batches();
        await using var db = await Build(Provider.PostgreSql, seen);
        await using var connection = await Open(db, async: true);
        await using var batch = connection.CreateBatch();
        foreach (var text in new[] { "SELECT 1", "SELECT 2" })
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();

        Assert.IsType<NpgsqlBatch>(Assert.Single(seen.Seen));
    }

    private async Task<PerfDbDataSource> Build(Provider provider, params IPerfDbCommandInterceptor[] interceptors)
    {
        var database = await databases.Get(provider);
        var builder = new PerfDbDataSourceBuilder();
        builder = provider == Provider.Sqlite ? builder.UseSqlite(database.ConnectionString) : builder.UseNpgsql(database.ConnectionString);
        return interceptors.Aggregate(builder, static (b, interceptor) => b.AddInterceptor(interceptor)).Build();
    }

    private static async Task<DbConnection> Open(PerfDbDataSource db, bool async) => async ? await db.OpenConnectionAsync() : db.OpenConnection();

    private static async Task<object?> Scalar(DbConnection connection, string sql, bool async)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return async ? await command.ExecuteScalarAsync() : command.ExecuteScalar();
    }

    private static async Task<int> NonQuery(DbConnection connection, string sql, bool async)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return async ? await command.ExecuteNonQueryAsync() : command.ExecuteNonQuery();
    }

    private static async Task<object> ReadOne(DbConnection connection, string sql, bool async)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = async ? await command.ExecuteReaderAsync() : command.ExecuteReader();
        Assert.True(async ? await reader.ReadAsync() : reader.Read());
        return reader.GetValue(0);
    }

    private sealed class Recorder(string name, List<string> calls) : IPerfDbCommandInterceptor
    {
        public void Executing(CommandExecuting executing) => calls.Add($"{name} executing {executing.Method}");

        public void Executed(CommandExecuted executed) => calls.Add($"{name} executed {executed.Rows}");

        public void Failed(CommandFailed failed) => calls.Add($"{name} failed");
    }

    private sealed class Answering : IPerfDbCommandInterceptor
    {
        public void Executing(CommandExecuting executing)
        {
            using var table = new DataTable();
            table.Columns.Add("c", typeof(string));
            table.Rows.Add("row");
            executing.SetResult(executing.Method switch
            {
                CommandMethod.Reader => table.CreateDataReader(),
                CommandMethod.NonQuery => 77,
                _ => "answer",
            });
        }
    }

    private sealed class Throwing : IPerfDbCommandInterceptor
    {
        public void Executing(CommandExecuting executing) => throw new InvalidTimeZoneException("executing");

        public void Executed(CommandExecuted executed) => throw new InvalidTimeZoneException("executed");

        public void Failed(CommandFailed failed) => throw new InvalidTimeZoneException("failed");
    }

    private sealed class Catching : IPerfDbCommandInterceptor
    {
        public Exception? Exception { get; private set; }

        public void Failed(CommandFailed failed)
        {
            Assert.Equal(StatementKind.Unknown, failed.Statement.Kind);
            Exception = failed.Exception;
        }
    }

    private sealed class Limiting : IPerfDbCommandInterceptor
    {
        public void Executing(CommandExecuting executing)
        {
            Assert.True(executing.Command is SqliteCommand or NpgsqlCommand);
            executing.Command.CommandTimeout = 123;
        }
    }

    private sealed class Wrong(object result) : IPerfDbCommandInterceptor
    {
        public void Executing(CommandExecuting executing) => executing.SetResult(result);
    }

    private sealed class Batches : IPerfDbCommandInterceptor
    {
        public List<DbBatch?> Seen { get; } = [];

        public void Executing(CommandExecuting executing) => Seen.Add(executing.Batch);
    }
}
