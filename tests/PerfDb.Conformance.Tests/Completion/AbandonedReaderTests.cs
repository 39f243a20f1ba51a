using System.Data;
using Microsoft.Extensions.Logging;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver;

namespace PerfDb.Conformance.Tests.Completion;

/// <summary>Only a reader that its caller left open is called abandoned.</summary>
public sealed class AbandonedReaderTests(Databases databases) : IClassFixture<Databases>
{
    private const string Abandoned = "was not closed by its caller";

    [Theory]
    [Everywhere]
    public async Task A_reader_that_closes_its_connection_is_not_called_abandoned(Provider provider, bool async)
    {
        var log = new Recorder();
        await using var db = await Build(provider, log);
        await using var connection = await db.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";

        var reader = await command.ExecuteReaderAsync(CommandBehavior.CloseConnection);
        if (async)
            await reader.DisposeAsync();
        else
            reader.Dispose();

        Assert.Equal(ConnectionState.Closed, connection.State);
        Assert.DoesNotContain(log.Messages, m => m.Contains(Abandoned, StringComparison.Ordinal));
    }

    [Theory]
    [Everywhere]
    public async Task A_reader_left_open_at_the_connections_close_is(Provider provider, bool async)
    {
        var log = new Recorder();
        await using var db = await Build(provider, log);
        await using var connection = await db.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";

        await command.ExecuteReaderAsync();
        if (async)
            await connection.CloseAsync();
        else
            connection.Close();

        Assert.Single(log.Messages, m => m.Contains(Abandoned, StringComparison.Ordinal));
    }

    private async Task<PerfDbDataSource> Build(Provider provider, Recorder log)
    {
        var database = await databases.Get(provider);
        var builder = new PerfDbDataSourceBuilder().UseLoggerFactory(log);
        return (provider == Provider.Sqlite ? builder.UseSqlite(database.ConnectionString) : builder.UseNpgsql(database.ConnectionString)).Build();
    }

    private sealed class Recorder : ILoggerFactory, ILogger
    {
        public List<string> Messages { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
