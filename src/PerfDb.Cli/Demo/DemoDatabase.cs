using System.Data.Common;
using PerfDb.Cli.Demo.Shop;
using PerfDb.Driver;

namespace PerfDb.Cli.Demo;

/// <summary>The database that the demo works on: what the two providers do each in their own way.</summary>
internal abstract class DemoDatabase : IAsyncDisposable
{
    private bool _created;

    /// <summary>The database behind the driver.</summary>
    public abstract PerfDbDataSource DataSource { get; }

    public abstract ShopNames Names { get; }

    public abstract ShopStatements Statements { get; }

    /// <summary>The database product and what it holds the shop in, in a few words.</summary>
    public string Description { get; private set; } = "";

    protected abstract ShopSchema Schema { get; }

    /// <summary>Whether the database is somebody else's, so that the demo makes and drops tables in it.</summary>
    protected abstract bool IsGuest { get; }

    /// <summary>Whether the demo tells the planner about its rows.</summary>
    protected abstract bool Analyzes { get; }

    /// <summary>Counts the tables whose name begins with <c>@prefix</c>.</summary>
    protected abstract string CountTables { get; }

    public static DemoDatabase Open(DemoSettings settings) => settings.Provider == DemoSettings.Npgsql
        ? new NpgsqlDemoDatabase(settings.Connection!)
        : SqliteDemoDatabase.Open(settings.Connection);

    /// <summary>An open connection of the driver, for a visit.</summary>
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The provider's own command on a connection of the driver, for comparison.</summary>
    public abstract DbCommand CreateBareCommand(DbConnection connection);

    /// <summary>Waits until the caller may write, where writers must take turns.</summary>
    public abstract Task BeginWritingAsync();

    /// <summary>The caller has written.</summary>
    public abstract void EndWriting();

    /// <summary>Whether the exception says that a row with the same key exists.</summary>
    public abstract bool IsDuplicate(DbException exception);

    /// <summary>Makes the tables. Tables of an earlier demo are dropped only if the user said so.</summary>
    public async Task CreateAsync(bool replace, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        Description = Describe(connection);
        if (IsGuest)
        {
            if (replace)
                await ExecuteAsync(connection, Schema.Drop, cancellationToken);
            else
                await RefuseLeftoversAsync(connection, cancellationToken);
        }

        _created = true;
        await ExecuteAsync(connection, Schema.Create, cancellationToken);
    }

    /// <summary>Makes the indexes, once the rows are in.</summary>
    public async Task IndexAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await ExecuteAsync(connection, Schema.Index, cancellationToken);
        if (Analyzes)
            await ExecuteAsync(connection, Schema.Analyze, cancellationToken);
    }

    /// <summary>Takes away what can be taken away without waiting; for the process's last moment.</summary>
    public virtual void Abandon()
    {
    }

    /// <summary>Drops the tables, or deletes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_created && IsGuest)
            await DropAsync();
        await DataSource.DisposeAsync();
        Abandon();
    }

    protected abstract string Describe(DbConnection connection);

    private static async Task ExecuteAsync(DbConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task RefuseLeftoversAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = CountTables;
        var prefix = command.CreateParameter();
        prefix.ParameterName = "@prefix";
        prefix.Value = ShopNames.GuestPrefix;
        command.Parameters.Add(prefix);
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), null) != 0)
        {
            throw new CommandException(
                ExitCodes.Failure,
                $"The database has tables named {ShopNames.GuestPrefix}... already: another demo runs there, or one was killed. "
                    + "Use --replace to drop them.");
        }
    }

    private async Task DropAsync()
    {
        try
        {
            await using var connection = await OpenAsync(CancellationToken.None);
            await ExecuteAsync(connection, Schema.Drop, CancellationToken.None);
        }
        catch (DbException e)
        {
            // The fault that brought us here matters more; this one must not take its place.
            await Console.Error.WriteLineAsync($"perfdb: the tables {ShopNames.GuestPrefix}... were left behind: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}
