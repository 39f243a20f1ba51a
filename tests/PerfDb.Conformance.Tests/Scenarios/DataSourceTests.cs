using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver.PostgreSql;
using PerfDb.Driver.Sqlite;

namespace PerfDb.Conformance.Tests.Scenarios;

/// <summary>Data sources and factories: what makes connections, and commands that open their own.</summary>
public sealed class DataSourceTests(Databases databases) : DifferentialTests(databases)
{
    [Theory]
    [Everywhere]
    public Task A_command_of_a_data_source_opens_its_own_connection(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        var command = world.Do(() => world.Name(world.DataSource.CreateCommand("SELECT id, name FROM items WHERE id = @id"), "command"))!;
        command.Add("id", 2);
        world.Do(() => command.Connection is null, "Connection is null");
        world.Do(() => command.Transaction, "Transaction");
        await world.Scalar(command);
        await world.NonQuery(command);
        await world.Drain(await world.ExecuteReader(command));
        await world.Drain(await world.ExecuteReader(command, CommandBehavior.SingleRow));
        await world.Do(command.Prepare, () => command.PrepareAsync());
        world.Do(() => command.Connection = null, "Connection =");
        world.Do(() => command.Transaction = null, "Transaction =");
        world.Do(() => command.CommandText = "SELEC", "CommandText =");
        await world.Scalar(command);
        await world.Do(command.Dispose, () => command.DisposeAsync().AsTask());
        await world.Scalar(command);
    });

    [Theory]
    [Everywhere]
    public Task A_batch_of_a_data_source_opens_its_own_connection(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        var batch = world.Do(() => world.Name(world.DataSource.CreateBatch(), "batch"));
        if (batch is null)
            return;
        world.Do(() =>
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = "SELECT 1";
            batch.BatchCommands.Add(command);
        });
        world.Do(() => batch.Connection is null, "Connection is null");
        world.Do(() => batch.Timeout, "Timeout");
        await world.Do(batch.ExecuteScalar, () => batch.ExecuteScalarAsync());
        await world.Do(batch.ExecuteNonQuery, () => batch.ExecuteNonQueryAsync());
        await world.Drain(await world.Do(() => batch.ExecuteReader(), () => batch.ExecuteReaderAsync()));
        world.Do(batch.Dispose, "Dispose");
    });

    [Theory]
    [Everywhere]
    public Task A_data_source_makes_and_opens_connections(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        world.Do(() => world.DataSource.ConnectionString, "ConnectionString");
        world.Do(() => world.DataSource.CreateConnection().State, "CreateConnection");
        world.Connection = (await world.Do(
            () => world.Watch(world.DataSource.OpenConnection(), "connection"),
            async () => world.Watch(await world.DataSource.OpenConnectionAsync(), "connection"),
            "OpenConnection"))!;
        world.Do(() => world.Connection.ConnectionString, "ConnectionString of an open one");
        await world.Query("SELECT 1");
        await world.Dispose();
        await world.Do(static () => null, async () => (object?)await world.DataSource.OpenConnectionAsync(new CancellationToken(canceled: true)), "OpenConnectionAsync(cancelled)");
    });

    [Theory]
    [Everywhere]
    public async Task A_disposed_data_source_refuses_as_the_providers(Provider provider, bool async)
    {
        var connectionString = (await Databases.Get(provider)).ConnectionString;

        await CompareAt(provider, connectionString, async, async world =>
        {
            world.Connection = world.NewConnection();
            await world.Do(world.DataSource.Dispose, () => world.DataSource.DisposeAsync().AsTask(), "Dispose");
            await world.Do(world.DataSource.Dispose, () => world.DataSource.DisposeAsync().AsTask(), "Dispose again");
            world.Do(() => world.DataSource.CreateConnection().State, "CreateConnection");
            world.Do(() => world.DataSource.CreateCommand("SELECT 1").ExecuteScalar(), "CreateCommand");
            await world.Open();
        }, static face => !face.DefersOpen && !face.Name.StartsWith("UseDataSource", StringComparison.Ordinal)); // that one stays its giver's
    }

    [Theory]
    [Everywhere]
    public async Task A_registered_factory_serves_an_application_that_knows_nothing_else(Provider provider, bool async)
    {
        var database = await Databases.Get(provider);
        var invariant = $"perfdb.conformance.{provider}.{async}";
        using var ours = provider == Provider.PostgreSql ? (Driver.PerfDbProviderFactory)new PerfDbNpgsqlFactory() : new PerfDbSqliteFactory();
        DbProviderFactories.RegisterFactory(invariant, ours);
        DbProviderFactory bare = provider == Provider.PostgreSql ? NpgsqlFactory.Instance : SqliteFactory.Instance;

        var left = await Run(database, Face.Bare(provider), async, world => ThroughFactory(world, bare));
        var right = await Run(database, Face.Wrapped(provider)[0], async, world => ThroughFactory(world, DbProviderFactories.GetFactory(invariant)));

        var report = new System.Text.StringBuilder();
        Comparison.Append(report, Face.Wrapped(provider)[0], left, right);
        Assert.True(report.Length == 0, report.ToString());
        Assert.True(Assert.Single(ours.DataSources).Statistics.GetSnapshot().TotalCalls > 0);
    }

    private static async Task ThroughFactory(World world, DbProviderFactory factory)
    {
        world.Do(() => (factory.CanCreateBatch, factory.CanCreateCommandBuilder, factory.CanCreateDataAdapter, factory.CanCreateDataSourceEnumerator), "CanCreate…");
        world.Do(() => (factory.CreateParameter(), factory.CreateConnectionStringBuilder()!.GetType(), factory.CreateCommandBuilder()?.GetType(), factory.CreateDataAdapter()?.GetType()), "Create…");
        world.Do(() => factory.CreateDataSourceEnumerator(), "CreateDataSourceEnumerator");
        world.Do(() => factory.CreateBatch() is null, "CreateBatch");
        world.Do(() => factory.CreateBatchCommand(), "CreateBatchCommand");
        using var command = world.Name(factory.CreateCommand()!, "command");
        world.Do(() => (command.Connection, command.CommandText, command.CommandTimeout), "a new command");
        await world.Scalar(command);
        world.Connection = world.Watch(factory.CreateConnection()!, "connection");
        world.Do(() => (world.Connection.State, world.Connection.ConnectionString, world.Connection.Database, world.Connection.DataSource), "a new connection");
        await world.Open();
        var early = world.NewCommand("SELECT name FROM items WHERE id = 2", name: "early command");
        // SQLite opens without a connection string: a private database in memory.
        await world.Close();
        world.Do(() => world.Connection.ConnectionString = world.Database.ConnectionString, "ConnectionString =");
        world.Do(() => world.Connection.ConnectionString, "ConnectionString");
        await world.Open();
        await world.Scalar(early);
        world.Do(() => command.Connection = world.Connection, "Connection =");
        world.Do(() => command.CommandText = "SELECT 5", "CommandText =");
        await world.Scalar(command);
        world.Do(() => world.Connection.ConnectionString = "x=y", "ConnectionString = while open");
        world.Do(() => world.Connection.ConnectionString, "ConnectionString while open");
        world.Do(() => DbProviderFactories.GetFactory(world.Connection)!.CreateConnection()!.State, "GetFactory");
        await world.Close();
        world.Do(() => world.Connection.ConnectionString = "x=y", "ConnectionString = nonsense");
        world.Do(() => world.Connection.ConnectionString, "ConnectionString after nonsense");
        world.Do(() => world.Connection.ConnectionString = "", "ConnectionString = empty");
        await world.Open();
        world.Do(() => world.Connection.ConnectionString = world.Database.ConnectionString, "ConnectionString = again");
        await world.Open();
        await world.Query("SELECT 1");
        await using (var dataSource = factory.CreateDataSource(world.Database.ConnectionString))
        {
            await using var opened = await dataSource.OpenConnectionAsync();
            world.Do(() => opened.State, "CreateDataSource.OpenConnection");
        }

        // The end of that data source is not the end of the factory's connections.
        await world.Close();
        await world.Open();
        await world.Query("SELECT 2");
        await world.Dispose();
    }
}
