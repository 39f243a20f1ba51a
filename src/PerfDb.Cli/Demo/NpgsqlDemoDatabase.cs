using System.Data.Common;
using Npgsql;
using PerfDb.Cli.Demo.Shop;
using PerfDb.Driver;

namespace PerfDb.Cli.Demo;

/// <summary>The shop in PostgreSQL, always as a guest.</summary>
internal sealed class NpgsqlDemoDatabase : DemoDatabase
{
    public NpgsqlDemoDatabase(string connectionString)
    {
        try
        {
            DataSource = new PerfDbDataSourceBuilder().UseNpgsql(connectionString).Build();
        }
        catch (ArgumentException e)
        {
            throw new CommandException(ExitCodes.Failure, e.Message, e);
        }

        Schema = new ShopSchema(Names, ShopSchema.PostgreSqlIdentity);
        Statements = new ShopStatements(Names, ShopStatements.PostgreSqlInList);
    }

    public override PerfDbDataSource DataSource { get; }

    public override ShopNames Names { get; } = new(ShopNames.GuestPrefix);

    public override ShopStatements Statements { get; }

    protected override ShopSchema Schema { get; }

    protected override bool IsGuest => true;

    protected override bool Analyzes => true;

    protected override string CountTables =>
        "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND starts_with(tablename, @prefix)";

    public override ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => DataSource.OpenConnectionAsync(cancellationToken);

    public override DbCommand CreateBareCommand(DbConnection connection) =>
        ((IPerfDbConnection)connection).Unwrap<NpgsqlConnection>().CreateCommand();

    public override Task BeginWritingAsync() => Task.CompletedTask;

    public override void EndWriting()
    {
    }

    public override bool IsDuplicate(DbException exception) => exception.SqlState == PostgresErrorCodes.UniqueViolation;

    protected override string Describe(DbConnection connection) =>
        $"PostgreSQL {connection.ServerVersion}, in tables {ShopNames.GuestPrefix}... of {connection.Database} that it drops at the end";
}
