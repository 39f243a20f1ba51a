using System.Data;
using System.Data.Common;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Matrix;

/// <summary>Every member of DbConnection that a caller can reach.</summary>
internal static class ConnectionProbes
{
    public static IReadOnlyList<Probe> All { get; } =
    [
        Probe.Get("ConnectionString", w => w.Connection.ConnectionString),
        Probe.Do("ConnectionString = same", w => w.Connection.ConnectionString = w.Connection.ConnectionString),
        Probe.Do("ConnectionString = null", w => w.Connection.ConnectionString = null),
        Probe.Do("ConnectionString = nonsense", w => w.Connection.ConnectionString = "no such thing=1"),
        Probe.Get("ConnectionTimeout", w => w.Connection.ConnectionTimeout),
        Probe.Get("Database", w => w.Connection.Database),
        Probe.Get("DataSource", w => w.Connection.DataSource),
        Probe.Get("ServerVersion", w => w.Connection.ServerVersion),
        Probe.Get("State", w => w.Connection.State),
        Probe.Get("CanCreateBatch", w => w.Connection.CanCreateBatch),
        Probe.Get("Site", w => w.Connection.Site),
        Probe.Get("Container", w => w.Connection.Container),
        Probe.Get("DbProviderFactories.GetFactory", w => DbProviderFactories.GetFactory(w.Connection)),
        Probe.Get("ProviderFactory.CreateParameter", w => DbProviderFactories.GetFactory(w.Connection)!.CreateParameter()),
        Probe.Get("is ICloneable", w => w.Connection is ICloneable),
        Probe.Get("ICloneable.Clone().State", w => w.Connection is ICloneable c ? ((DbConnection)c.Clone()).State : "none"),
        Probe.Get("ICloneable.Clone().ConnectionString", w => w.Connection is ICloneable c ? ((DbConnection)c.Clone()).ConnectionString : "none"),
        Probe.Do("Open", w => w.Connection.Open(), w => w.Connection.OpenAsync()),
        new("OpenAsync(cancelled)", null, async w =>
        {
            await w.Connection.OpenAsync(new CancellationToken(canceled: true));
            return Nothing.Value;
        }),
        Probe.Do("Close", w => w.Connection.Close(), w => w.Connection.CloseAsync()),
        Probe.Do("Close twice", w => Twice(w.Connection.Close), w => Twice(w.Connection.CloseAsync)),
        Probe.Do("Dispose", w => w.Connection.Dispose(), w => w.Connection.DisposeAsync().AsTask()),
        Probe.Do("Dispose twice", w => Twice(w.Connection.Dispose), w => Twice(() => w.Connection.DisposeAsync().AsTask())),
        Probe.Do("Close and Open", w => { w.Connection.Close(); w.Connection.Open(); }, async w => { await w.Connection.CloseAsync(); await w.Connection.OpenAsync(); }),
        Probe.Do("Dispose and Open", w => { w.Connection.Dispose(); w.Connection.Open(); }, async w => { await w.Connection.DisposeAsync(); await w.Connection.OpenAsync(); }),
        Probe.Do("ChangeDatabase(postgres)", w => w.Connection.ChangeDatabase("postgres"), w => w.Connection.ChangeDatabaseAsync("postgres")),
        Probe.Do("ChangeDatabase(empty)", w => w.Connection.ChangeDatabase(""), w => w.Connection.ChangeDatabaseAsync("")),
        Probe.Do("ChangeDatabase(null)", w => w.Connection.ChangeDatabase(null!), w => w.Connection.ChangeDatabaseAsync(null!)),
        Probe.Get("BeginTransaction", w => Begun(w, w.Connection.BeginTransaction()), async w => Begun(w, await w.Connection.BeginTransactionAsync())),
        Probe.Get("BeginTransaction(Serializable)", w => Begun(w, w.Connection.BeginTransaction(IsolationLevel.Serializable)), async w => Begun(w, await w.Connection.BeginTransactionAsync(IsolationLevel.Serializable))),
        Probe.Get("BeginTransaction(ReadUncommitted)", w => Begun(w, w.Connection.BeginTransaction(IsolationLevel.ReadUncommitted)), async w => Begun(w, await w.Connection.BeginTransactionAsync(IsolationLevel.ReadUncommitted))),
        Probe.Get("BeginTransaction(Chaos)", w => Begun(w, w.Connection.BeginTransaction(IsolationLevel.Chaos)), async w => Begun(w, await w.Connection.BeginTransactionAsync(IsolationLevel.Chaos))),
        new("BeginTransactionAsync(cancelled)", null, async w => Begun(w, await w.Connection.BeginTransactionAsync(new CancellationToken(canceled: true)))),
        Probe.Do("EnlistTransaction(null)", w => w.Connection.EnlistTransaction(null)),
        Probe.Do("EnlistTransaction(new)", w =>
        {
            using var transaction = new System.Transactions.CommittableTransaction();
            w.Connection.EnlistTransaction(transaction);
            transaction.Rollback();
        }),
        Probe.Get("CreateCommand", w => w.Name(w.Face.CreateCommand(w.Connection), "made")),
        Probe.Get("CreateCommand().Connection", w => w.Face.CreateCommand(w.Connection).Connection),
        Probe.Get("CreateCommand().Transaction", w => w.Face.CreateCommand(w.Connection).Transaction),
        Probe.Get("CreateCommand().CommandTimeout", w => w.Face.CreateCommand(w.Connection).CommandTimeout),
        Probe.Get("CreateCommand().Site", w => w.Face.CreateCommand(w.Connection).Site),
        Probe.Get("CreateCommand().CommandText", w => w.Face.CreateCommand(w.Connection).CommandText),
        Probe.Get("CreateBatch", w => w.Name(w.Connection.CreateBatch(), "made")),
        Probe.Get("CreateBatch().Connection", w => w.Connection.CreateBatch().Connection),
        Probe.Get("CreateBatch().Timeout", w => w.Connection.CreateBatch().Timeout),
        Probe.Get("CreateBatch().Transaction", w => w.Connection.CreateBatch().Transaction),
        Probe.Get("GetSchema()", w => w.Connection.GetSchema(), w => w.Connection.GetSchemaAsync()),
        Probe.Get("GetSchema(DataTypes)", w => w.Connection.GetSchema("DataTypes"), w => w.Connection.GetSchemaAsync("DataTypes")),
        Probe.Get("GetSchema(ReservedWords)", w => w.Connection.GetSchema("ReservedWords").Rows.Count, async w => (await w.Connection.GetSchemaAsync("ReservedWords")).Rows.Count),
        Probe.Get("GetSchema(Tables)", w => w.Connection.GetSchema("Tables"), w => w.Connection.GetSchemaAsync("Tables")),
        Probe.Get("GetSchema(nonsense)", w => w.Connection.GetSchema("nonsense"), w => w.Connection.GetSchemaAsync("nonsense")),
        Probe.Get("GetSchema(Columns, items)", w => w.Connection.GetSchema("Columns", [null, null, "items"]), w => w.Connection.GetSchemaAsync("Columns", [null, null, "items"])),
        Probe.Get("GetSchema(Restrictions, null)", w => w.Connection.GetSchema("Restrictions", null!), w => w.Connection.GetSchemaAsync("Restrictions", null!)),
        new("GetSchemaAsync(cancelled)", null, async w => await w.Connection.GetSchemaAsync(new CancellationToken(canceled: true))),
        Probe.Get("command: SELECT 1", w => Select1(w).ExecuteScalar(), w => Select1(w).ExecuteScalarAsync()),
        Probe.Get("command: broken", w => w.NewCommand("SELEC 1", name: "other").ExecuteScalar(), w => w.NewCommand("SELEC 1", name: "other").ExecuteScalarAsync()),
        Probe.Get("ToString", w => w.Connection.ToString()?.Split('.')[^1].Length > 0),
    ];

    private static object Begun(World world, DbTransaction transaction)
    {
        world.Name(transaction, "begun");
        return (transaction.IsolationLevel, transaction.Connection, transaction.SupportsSavepoints);
    }

    private static DbCommand Select1(World world) => world.NewCommand("SELECT 1", name: "other");

    private static void Twice(Action call)
    {
        call();
        call();
    }

    private static async Task Twice(Func<Task> call)
    {
        await call();
        await call();
    }
}
