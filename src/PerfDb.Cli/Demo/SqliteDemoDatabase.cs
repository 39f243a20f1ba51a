using System.Data.Common;
using Microsoft.Data.Sqlite;
using PerfDb.Cli.Demo.Shop;
using PerfDb.Driver;

namespace PerfDb.Cli.Demo;

/// <summary>The shop in SQLite: in a temporary file of its own, or as a guest in a file of the user's.</summary>
internal sealed class SqliteDemoDatabase : DemoDatabase
{
    private const int ConstraintViolation = 19;

    // SQLite has one writer. Who meets its lock is put to sleep by Microsoft.Data.Sqlite for 150 ms at a time, and by this
    // SQLite's own busy handler for a second, so the workers take turns before they get that far.
    private readonly SemaphoreSlim _writer = new(1);

    private readonly string? _folder;

    private SqliteDemoDatabase(string connectionString, string? folder)
    {
        _folder = folder;
        DataSource = new PerfDbDataSourceBuilder().UseSqlite(connectionString).Build();
        Names = new ShopNames(IsGuest ? ShopNames.GuestPrefix : "");
        Schema = new ShopSchema(Names, ShopSchema.SqliteIdentity);
        Statements = new ShopStatements(Names, ShopStatements.SqliteInList);
    }

    public override PerfDbDataSource DataSource { get; }

    public override ShopNames Names { get; }

    public override ShopStatements Statements { get; }

    protected override ShopSchema Schema { get; }

    protected override bool IsGuest => _folder is null;

    // In SQLite ANALYZE leaves a table behind, and a guest leaves nothing behind.
    protected override bool Analyzes => !IsGuest;

    protected override string CountTables =>
        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND substr(name, 1, length(@prefix)) = @prefix";

    public static SqliteDemoDatabase Open(string? connectionString)
    {
        if (connectionString is not null)
            return new SqliteDemoDatabase(Checked(connectionString), folder: null);

        var folder = Directory.CreateTempSubdirectory("perfdb-demo-").FullName;
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "shop.db") }.ToString();
        using (var connection = new SqliteConnection(file))
        using (var command = connection.CreateCommand())
        {
            connection.Open();
            // Readers and the writer do not wait for each other. It stays with the file, which is the demo's.
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
        }

        return new SqliteDemoDatabase(file, folder);
    }

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await DataSource.OpenConnectionAsync(cancellationToken);
        if (IsGuest)
            return connection;

        using var command = CreateBareCommand(connection);
        // As is usual with WAL. A setting of the connection, so it is made again for each.
        command.CommandText = "PRAGMA synchronous = NORMAL";
        command.ExecuteNonQuery();
        return connection;
    }

    public override DbCommand CreateBareCommand(DbConnection connection) =>
        new SqliteCommand { Connection = ((IPerfDbConnection)connection).Unwrap<SqliteConnection>() };

    public override Task BeginWritingAsync() => _writer.WaitAsync();

    public override void EndWriting() => _writer.Release();

    public override bool IsDuplicate(DbException exception) => exception is SqliteException { SqliteErrorCode: ConstraintViolation };

    public override void Abandon()
    {
        if (_folder is null)
            return;
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    protected override string Describe(DbConnection connection) =>
        $"SQLite {connection.ServerVersion}, " + (IsGuest
            ? $"in tables {ShopNames.GuestPrefix}... of {connection.DataSource} that it drops at the end"
            : "in a temporary file that it deletes at the end");

    private static string Checked(string connectionString)
    {
        SqliteConnectionStringBuilder parsed;
        try
        {
            parsed = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(ExitCodes.Failure, e.Message, e);
        }

        if (parsed.Mode == SqliteOpenMode.Memory || parsed.DataSource is "" or ":memory:")
            throw CommandException.Usage("A database in memory belongs to one connection, and the demo uses several: name a file in --connection.");
        return connectionString;
    }
}
