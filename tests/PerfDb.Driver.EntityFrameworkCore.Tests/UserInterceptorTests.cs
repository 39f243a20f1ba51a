using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PerfDb.Driver.EntityFrameworkCore.Tests.Model;
using PerfDb.Driver.EntityFrameworkCore.Tests.Support;

namespace PerfDb.Driver.EntityFrameworkCore.Tests;

public sealed class UserInterceptorTests
{
    [Theory]
    [Everywhere]
    public Task Users_interceptor_hears_the_same(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var created = await run.FilledShop();
        await using var shop = run.Shop(o => o.AddInterceptors(new Recorder(run)));

        run.Note("tags", await shop.Tags.OrderBy(t => t.Id).Select(t => t.Name).ToListAsync());
        run.Note("count", shop.Tags.Count());
        run.Note("executed", await shop.Database.ExecuteSqlAsync($"""update "Tags" set "Name" = 'z' """));
        await Run.InStrategy(shop, async () =>
        {
            await using var transaction = await shop.Database.BeginTransactionAsync();
            shop.Add(new Tag { Name = "new" });
            await shop.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        await run.NoteException("failing", () => shop.Database.ExecuteSqlRawAsync("selec"));
    });

    [Theory]
    [Everywhere]
    public Task Users_interceptor_may_change_the_command(Dbms dbms, Wiring wiring) => Scenario.IsAsRaw(dbms, wiring, async run =>
    {
        await using var created = await run.FilledShop();
        await using var shop = run.Shop(o => o.AddInterceptors(new Rewriter()));

        run.Note("last of all", await shop.Tags.OrderBy(t => t.Id).Select(t => t.Name).ToListAsync());
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Order_of_interceptors_does_not_matter(bool usersFirst)
    {
        await using var run = await Run.Start(Dbms.Sqlite, Wiring.Raw);
        var users = new Rewriter();
        await using var shop = run.Shop(o =>
        {
            if (usersFirst)
                o.AddInterceptors(users).UsePerfDb(run.Db);
            else
                o.UsePerfDb(run.Db).AddInterceptors(users);
        });
        await shop.Database.EnsureCreatedAsync();
        shop.AddRange(new Tag { Name = "a" }, new Tag { Name = "b" });
        await shop.SaveChangesAsync();

        Assert.Equal(["b", "a"], await shop.Tags.OrderBy(t => t.Id).Select(t => t.Name).ToListAsync());
        Assert.Equal(run.LoggedCommands, run.Db.Statistics.GetSnapshot().TotalCalls);
        Assert.All(users.Initialized, command => Assert.IsAssignableFrom<PerfDbCommand>(command));
        Assert.NotEmpty(users.Initialized);
    }

    /// <summary>Notes every event and what it says of the command.</summary>
    private sealed class Recorder(Run run) : DbCommandInterceptor, IDbTransactionInterceptor
    {
        public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
            Noted(nameof(CommandCreating), eventData.CommandSource, result);

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
            Noted(nameof(CommandInitialized), $"{result.CommandText} {result.CommandType} {result.Parameters.Count} {result.Transaction is null}", result);

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            Noted(nameof(ReaderExecuting), Describe(command, eventData), result);

        public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) =>
            Noted(nameof(ReaderExecuted), result.FieldCount, result);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            new(Noted(nameof(ReaderExecutingAsync), Describe(command, eventData), result));

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
            new(Noted(nameof(ReaderExecutedAsync), result.FieldCount, result));

        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
            new(Noted(nameof(NonQueryExecutedAsync), Describe(command, eventData), result));

        public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result) =>
            Noted(nameof(DataReaderDisposing), $"{eventData.ReadCount} {eventData.RecordsAffected}", result);

        public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default) =>
            Noted(nameof(CommandFailedAsync), eventData.Exception.GetType().FullName, Task.CompletedTask);

        public ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) =>
            new(Noted(nameof(TransactionStartedAsync), result.GetType().FullName, result));

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            Noted(nameof(TransactionCommittedAsync), transaction.GetType().FullName, Task.CompletedTask);

        private static string Describe(DbCommand command, CommandEventData eventData) =>
            $"{eventData.CommandSource} {eventData.ExecuteMethod} {eventData.IsAsync} {command.Parameters.Count} {command.Transaction?.GetType().FullName} {command.CommandText}";

        private T Noted<T>(string what, object? detail, T result)
        {
            run.Note(what, detail);
            return result;
        }
    }

    /// <summary>Reverses the order of the tags.</summary>
    private sealed class Rewriter : DbCommandInterceptor
    {
        public List<DbCommand> Initialized { get; } = [];

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            Initialized.Add(result);
            return result;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (eventData.CommandSource == CommandSource.LinqQuery)
                command.CommandText += " DESC";
            return new(result);
        }
    }
}
