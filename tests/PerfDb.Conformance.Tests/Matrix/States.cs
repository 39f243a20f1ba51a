using System.Data;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Matrix;

/// <summary>The states in which members are probed.</summary>
internal static class States
{
    private const string Items = "SELECT id, name, price, note, made, data FROM items WHERE id <= 4 ORDER BY id";

    private static readonly string[] BlobReaders = ["Stream", "GetBytes", "GetChars", "GetTextReader"];

    private static readonly State Closed = new("closed", world =>
    {
        world.Connection = world.NewConnection();
        world.Command = world.NewCommand(Items);
        return Task.CompletedTask;
    });

    private static readonly State Open = new("open", async world =>
    {
        await Closed.Enter(world);
        await world.Open();
    });

    private static readonly State BeforeRead = new("before the first row", async world =>
    {
        await Open.Enter(world);
        world.Reader = (await world.ExecuteReader(world.Command))!;
    });

    private static readonly State MidRead = new("mid-read", async world =>
    {
        await BeforeRead.Enter(world);
        await world.Read(world.Reader);
    });

    private static readonly State MidReadSequential = new("mid-read, sequential", async world =>
    {
        await Open.Enter(world);
        world.Reader = (await world.ExecuteReader(world.Command, CommandBehavior.SequentialAccess))!;
        await world.Read(world.Reader);
    });

    private static readonly State MidReadClosing = new("mid-read, CloseConnection", async world =>
    {
        await Open.Enter(world);
        world.Reader = (await world.ExecuteReader(world.Command, CommandBehavior.CloseConnection))!;
        await world.Read(world.Reader);
    });

    private static readonly State AtEnd = new("at end", async world =>
    {
        await BeforeRead.Enter(world);
        while (await world.Read(world.Reader))
        {
        }
    });

    private static readonly State SecondResult = new("second result", async world =>
    {
        await Closed.Enter(world);
        world.Command.CommandText = "SELECT 1; " + Items + "; SELECT 'three' AS word";
        await world.Open();
        world.Reader = (await world.ExecuteReader(world.Command))!;
        await world.NextResult(world.Reader);
        await world.Read(world.Reader);
    });

    private static readonly State WriteReader = new("reader of a write", async world =>
    {
        await Closed.Enter(world);
        world.Command.CommandText = "INSERT INTO scratch (name, amount) VALUES ('a', 1), ('b', 2), ('c', 3) RETURNING id, name, amount, name AS note, name AS made, name AS data";
        await world.Open();
        world.Reader = (await world.ExecuteReader(world.Command))!;
        await world.Read(world.Reader);
    })
    {
        // Microsoft.Data.Sqlite asks SQLite about a column of no table, and the process dies in sqlite3_table_column_metadata.
        Excludes = static (probe, provider) => provider == Provider.Sqlite && BlobReaders.Any(probe.Member.Contains),
    };

    private static readonly State ReaderClosed = new("reader closed", async world =>
    {
        await MidRead.Enter(world);
        await world.CloseReader(world.Reader);
    });

    private static readonly State ReaderDisposed = new("reader disposed", async world =>
    {
        await MidRead.Enter(world);
        await world.DisposeReader(world.Reader);
    });

    private static readonly State InTransaction = new("in transaction", async world =>
    {
        await Open.Enter(world);
        await Begin(world);
        world.Command.Transaction = world.Transaction;
    });

    private static readonly State MidReadInTransaction = new("mid-read in transaction", async world =>
    {
        await InTransaction.Enter(world);
        world.Reader = (await world.ExecuteReader(world.Command))!;
        await world.Read(world.Reader);
    });

    private static readonly State ClosedAgain = new("closed again", async world =>
    {
        await Open.Enter(world);
        await world.Close();
    });

    private static readonly State ClosedMidRead = new("connection closed mid-read", async world =>
    {
        await MidRead.Enter(world);
        await world.Close();
    });

    private static readonly State ClosedInTransaction = new("connection closed in transaction", async world =>
    {
        await InTransaction.Enter(world);
        await world.Close();
    });

    private static readonly State Disposed = new("connection disposed", async world =>
    {
        await Open.Enter(world);
        await world.Dispose();
    });

    private static readonly State DisposedMidRead = new("connection disposed mid-read", async world =>
    {
        await MidRead.Enter(world);
        await world.Dispose();
    });

    private static readonly State CommandDisposed = new("command disposed", async world =>
    {
        await Open.Enter(world);
        await world.Do(world.Command.Dispose, () => world.Command.DisposeAsync().AsTask());
    });

    private static readonly State Prepared = new("prepared", async world =>
    {
        await Open.Enter(world);
        await world.Do(world.Command.Prepare, () => world.Command.PrepareAsync());
    });

    private static readonly State Committed = new("committed", async world =>
    {
        await InTransaction.Enter(world);
        await world.Do(world.Transaction.Commit, () => world.Transaction.CommitAsync());
    });

    private static readonly State RolledBack = new("rolled back", async world =>
    {
        await InTransaction.Enter(world);
        await world.Do(world.Transaction.Rollback, () => world.Transaction.RollbackAsync());
    });

    private static readonly State TransactionDisposed = new("transaction disposed", async world =>
    {
        await InTransaction.Enter(world);
        await world.Do(world.Transaction.Dispose, () => world.Transaction.DisposeAsync().AsTask());
    });

    private static readonly State TransactionFailed = new("failed in transaction", async world =>
    {
        await InTransaction.Enter(world);
        await world.Execute("SELEC 1");
    });

    public static IReadOnlyList<State> OfConnection { get; } =
        [Closed, Open, MidRead, AtEnd, InTransaction, MidReadInTransaction, ClosedAgain, ClosedMidRead, ClosedInTransaction, Disposed, DisposedMidRead];

    public static IReadOnlyList<State> OfCommand { get; } =
        [Closed, Open, Prepared, MidRead, AtEnd, InTransaction, ClosedMidRead, Committed, CommandDisposed, Disposed];

    public static IReadOnlyList<State> OfReader { get; } =
        [BeforeRead, MidRead, MidReadSequential, MidReadClosing, AtEnd, SecondResult, WriteReader, MidReadInTransaction, ReaderClosed, ReaderDisposed, ClosedMidRead, DisposedMidRead];

    public static IReadOnlyList<State> OfTransaction { get; } =
        [InTransaction, MidReadInTransaction, TransactionFailed, Committed, RolledBack, TransactionDisposed, ClosedInTransaction];

    public static IReadOnlyList<State> OfBatch { get; } = [.. new[] { Closed, Open, MidRead, AtEnd, InTransaction, Disposed }.Select(WithBatch)];

    private static State WithBatch(State state) => state with
    {
        Enter = async world =>
        {
            await state.Enter(world);
            world.Do(() => world.Batch = BatchProbes.Make(world), "CreateBatch");
        },
    };

    private static async Task Begin(World world) => world.Transaction = (await world.Do(
        () => world.Name(world.Connection.BeginTransaction(), "transaction"),
        async () => world.Name(await world.Connection.BeginTransactionAsync(), "transaction"),
        "BeginTransaction"))!;
}
