using System.Data;
using Dapper;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver;

namespace PerfDb.Conformance.Tests.DapperUse;

/// <summary>Dapper over the driver gives what it gives over the provider, and the statistics see each of its commands.</summary>
[Collection(nameof(DapperTests))]
public sealed class DapperTests(Databases databases) : DifferentialTests(databases)
{
    [Theory]
    [Everywhere]
    public Task Query_maps_rows(Provider provider, bool async) => Same(provider, async, 6, async world =>
    {
        var connection = world.Connection;
        const string Sql = "SELECT id, name, price, note FROM items WHERE id <= @max ORDER BY id";
        await world.Do(() => connection.Query<Item>(Sql, new { max = 3 }).AsList(), async () => (await connection.QueryAsync<Item>(Sql, new { max = 3 })).AsList(), "Query");
        await world.Do(() => connection.QueryFirst<Item>(Sql, new { max = 3 }), () => connection.QueryFirstAsync<Item>(Sql, new { max = 3 }), "QueryFirst");
        await world.Do(() => connection.QueryFirstOrDefault<Item>(Sql, new { max = 0 }), () => connection.QueryFirstOrDefaultAsync<Item>(Sql, new { max = 0 }), "QueryFirstOrDefault");
        await world.Do(() => connection.QuerySingle<Item>(Sql, new { max = 1 }), () => connection.QuerySingleAsync<Item>(Sql, new { max = 1 }), "QuerySingle");
        await world.Do(() => connection.QuerySingle<Item>(Sql, new { max = 2 }), () => connection.QuerySingleAsync<Item>(Sql, new { max = 2 }), "QuerySingle of two");
        await world.Do(() => connection.QuerySingleOrDefault<string>("SELECT note FROM items WHERE id = 3"), () => connection.QuerySingleOrDefaultAsync<string>("SELECT note FROM items WHERE id = 3"), "QuerySingleOrDefault NULL");
    });

    [Theory]
    [Everywhere]
    public Task Dynamic_rows_and_tuples_map(Provider provider, bool async) => Same(provider, async, 3, async world =>
    {
        var connection = world.Connection;
        const string Sql = "SELECT id, name, note, data FROM items WHERE id < 4 ORDER BY id";
        await world.Do(() => Rows(connection.Query(Sql)), async () => Rows(await connection.QueryAsync(Sql)), "dynamic");
        await world.Do(() => connection.Query<(int, string)>(Sql).AsList(), async () => (await connection.QueryAsync<(int, string)>(Sql)).AsList(), "tuple");
        await world.Do(() => connection.Query<object>(Sql).Count(), async () => (await connection.QueryAsync<object>(Sql)).Count(), "object");
    });

    [Theory]
    [Everywhere]
    public Task Multi_mapping_splits_rows(Provider provider, bool async) => Same(provider, async, 2, async world =>
    {
        var connection = world.Connection;
        const string Sql = "SELECT a.id, a.name, b.id, b.name FROM items a JOIN items b ON b.id = a.id + 1 WHERE a.id < 4 ORDER BY a.id";
        await world.Do(
            () => connection.Query<Item, Item, (string?, string?)>(Sql, (a, b) => (a.Name, b.Name)).AsList(),
            async () => (await connection.QueryAsync<Item, Item, (string?, string?)>(Sql, (a, b) => (a.Name, b.Name))).AsList(),
            "multi-mapping");
        await world.Do(
            () => connection.Query<Item, Item, (string?, string?)>(Sql, (a, b) => (a.Name, b.Name), splitOn: "nonsense").AsList(),
            async () => (await connection.QueryAsync<Item, Item, (string?, string?)>(Sql, (a, b) => (a.Name, b.Name), splitOn: "nonsense")).AsList(),
            "split on nonsense");
    });

    [Theory]
    [Everywhere]
    public Task QueryMultiple_reads_each_grid(Provider provider, bool async) => Same(provider, async, 2, async world =>
    {
        const string Sql = "SELECT id FROM items WHERE id < 3 ORDER BY id; SELECT name FROM items WHERE id = 2; SELECT count(*) FROM items";
        using (var grid = world.Async ? await world.Connection.QueryMultipleAsync(Sql) : world.Connection.QueryMultiple(Sql))
        {
            await world.Do(() => grid.Read<long>().AsList(), async () => (await grid.ReadAsync<long>()).AsList(), "first");
            await world.Do(() => grid.ReadSingle<string>(), () => grid.ReadSingleAsync<string>(), "second");
            await world.Do(() => grid.ReadFirst<long>(), () => grid.ReadFirstAsync<long>(), "third");
            await world.Do(() => grid.Read<long>().AsList(), async () => (await grid.ReadAsync<long>()).AsList(), "one too many");
        }

        using (var left = world.Async ? await world.Connection.QueryMultipleAsync(Sql) : world.Connection.QueryMultiple(Sql))
            await world.Do(() => left.Read<long>().AsList(), async () => (await left.ReadAsync<long>()).AsList(), "left early");
    });

    [Theory]
    [Everywhere]
    public Task Unbuffered_rows_may_be_left_early(Provider provider, bool async) => Same(provider, async, 2, async world =>
    {
        const string Sql = "SELECT a.id FROM items a, items b, items c ORDER BY a.id";
        if (world.Async)
        {
            await foreach (var id in world.Connection.QueryUnbufferedAsync<int>(Sql))
            {
                world.Note("id", id);
                break;
            }
        }
        else
        {
            foreach (var id in world.Connection.Query<int>(Sql, buffered: false))
            {
                world.Note("id", id);
                break;
            }
        }

        await world.Do(() => world.Connection.ExecuteScalar<int>("SELECT 1"), () => world.Connection.ExecuteScalarAsync<int>("SELECT 1"), "the connection is free again");
    });

    [Theory]
    [Everywhere]
    public Task Execute_scalar_and_readers(Provider provider, bool async) => Same(provider, async, 7, async world =>
    {
        var connection = world.Connection;
        const string Insert = "INSERT INTO scratch (name, amount) VALUES (@name, @amount)";
        await world.Do(() => connection.Execute(Insert, new { name = "a", amount = 1 }), () => connection.ExecuteAsync(Insert, new { name = "a", amount = 1 }), "Execute");
        var many = new[] { new { name = "b", amount = 2 }, new { name = "c", amount = 3 } };
        await world.Do(() => connection.Execute(Insert, many), () => connection.ExecuteAsync(Insert, many), "Execute many");
        await world.Do(() => connection.Execute(Insert, new { name = "a", amount = 9 }), () => connection.ExecuteAsync(Insert, new { name = "a", amount = 9 }), "a duplicate");
        await world.Do(() => connection.ExecuteScalar<long>("SELECT sum(amount) FROM scratch"), () => connection.ExecuteScalarAsync<long>("SELECT sum(amount) FROM scratch"), "ExecuteScalar");
        using (var reader = world.Async ? await connection.ExecuteReaderAsync("SELECT * FROM scratch ORDER BY id") : connection.ExecuteReader("SELECT * FROM scratch ORDER BY id"))
        {
            using var table = new DataTable();
            world.Do(() => table.Load(reader), "Load");
            world.Note("table", table);
        }

        await world.Do(() => connection.Execute("SELEC 1"), () => connection.ExecuteAsync("SELEC 1"), "broken");
    });

    [Theory]
    [Everywhere]
    public Task IN_is_expanded_or_refused_alike(Provider provider, bool async) => Same(provider, async, 2, async world =>
    {
        const string Sql = "SELECT id FROM items WHERE id IN @ids ORDER BY id";
        foreach (var ids in new[] { new[] { 1, 3, 5 }, [] })
            await world.Do(() => world.Connection.Query<int>(Sql, new { ids }).AsList(), async () => (await world.Connection.QueryAsync<int>(Sql, new { ids })).AsList(), $"{ids.Length} ids");
    }, IsDapperReady);

    [Theory]
    [On(Provider.PostgreSql)]
    public Task Arrays_are_passed_as_arrays(Provider provider, bool async) => Same(provider, async, 4, async world =>
    {
        const string Sql = "SELECT id FROM items WHERE id = ANY(@ids) ORDER BY id";
        var arrays = new { ids = new[] { 2, 4 } };
        await world.Do(() => world.Connection.Query<int>(Sql, arrays).AsList(), async () => (await world.Connection.QueryAsync<int>(Sql, arrays)).AsList(), "ANY");
        await world.Do(() => world.Connection.Query<int>(Sql, new { ids = new List<int> { 6 } }).AsList(), async () => (await world.Connection.QueryAsync<int>(Sql, new { ids = new List<int> { 6 } })).AsList(), "ANY of a list");
        await world.Do(() => world.Connection.ExecuteScalar("SELECT @ids", arrays), () => world.Connection.ExecuteScalarAsync("SELECT @ids", arrays), "scalar");
        await world.Do(() => world.Connection.QueryFirst<int[]>("SELECT ARRAY[1, 2]"), () => world.Connection.QueryFirstAsync<int[]>("SELECT ARRAY[1, 2]"), "an array back");
    }, IsDapperReady);

    [Theory]
    [On(Provider.PostgreSql)]
    public Task Stored_procedures_and_output_parameters(Provider provider, bool async) => Same(provider, async, 3, async world =>
    {
        var parameters = new DynamicParameters();
        parameters.Add("whole", 10);
        parameters.Add("half", dbType: DbType.Int32, direction: ParameterDirection.Output);
        parameters.Add("seen", 4, direction: ParameterDirection.InputOutput);
        await world.Do(
            () => world.Connection.Execute("split", parameters, commandType: CommandType.StoredProcedure),
            () => world.Connection.ExecuteAsync("split", parameters, commandType: CommandType.StoredProcedure),
            "procedure");
        world.Do(() => (parameters.Get<int>("half"), parameters.Get<int>("seen")), "outputs");
        await world.Do(() => world.Connection.Execute("CALL remember(@x)", new { x = "y" }), () => world.Connection.ExecuteAsync("CALL remember(@x)", new { x = "y" }), "CALL");
        await world.Do(() => Rows(world.Connection.Query("SELECT * FROM some_items(2)")), async () => Rows(await world.Connection.QueryAsync("SELECT * FROM some_items(2)")), "function");
    });

    [Theory]
    [Everywhere]
    public Task Transactions_are_passed_through(Provider provider, bool async) => Same(provider, async, 4, async world =>
    {
        foreach (var keep in new[] { true, false })
        {
            await using var transaction = await world.Connection.BeginTransactionAsync();
            await world.Do(
                () => world.Connection.Execute("INSERT INTO scratch (amount) VALUES (@a)", new { a = 5 }, transaction),
                () => world.Connection.ExecuteAsync("INSERT INTO scratch (amount) VALUES (@a)", new { a = 5 }, transaction),
                "insert");
            await (keep ? transaction.CommitAsync() : transaction.RollbackAsync());
            await world.Do(() => world.Connection.ExecuteScalar<long>("SELECT count(*) FROM scratch"), () => world.Connection.ExecuteScalarAsync<long>("SELECT count(*) FROM scratch"), "count");
        }
    });

    [Theory]
    [Everywhere]
    public Task A_closed_connection_is_opened_and_closed_by_Dapper(Provider provider, bool async) => Same(provider, async, 3, async world =>
    {
        await world.Close();
        await world.Do(() => world.Connection.Query<long>("SELECT 1").AsList(), async () => (await world.Connection.QueryAsync<long>("SELECT 1")).AsList(), "Query");
        world.Do(() => world.Connection.State, "State");
        await world.Do(() => world.Connection.Execute("SELEC 1"), () => world.Connection.ExecuteAsync("SELEC 1"), "broken");
        world.Do(() => world.Connection.State, "State");
        await world.Do(() => world.Connection.ExecuteScalar<long>("SELECT 2"), () => world.Connection.ExecuteScalarAsync<long>("SELECT 2"), "ExecuteScalar");
        world.Do(() => world.Connection.State, "State");
    });

    // Dapper goes by the name of the connection's class, which only PerfDb.Driver.PostgreSql can give.
    private static bool IsDapperReady(Face face) => face.Name != "UseDataSource(Npgsql)";

    private static List<Dictionary<string, object?>> Rows(IEnumerable<dynamic> rows) =>
        [.. rows.Select(static row => new Dictionary<string, object?>((IDictionary<string, object?>)row))];

    /// <summary>Compares, and holds that the driver counted as many commands as the scenario ran.</summary>
    private async Task Same(Provider provider, bool async, int commands, Func<World, Task> scenario, Func<Face, bool>? faces = null)
    {
        var database = await Databases.Get(provider);
        foreach (var face in Face.Wrapped(provider).Where(faces ?? (static _ => true)))
            ((PerfDbDataSource)database.DataSource(face)).Statistics.Reset();

        await Compare(provider, async, Opened, faces);

        foreach (var face in Face.Wrapped(provider).Where(faces ?? (static _ => true)))
            Assert.Equal((face.Name, commands), (face.Name, ((PerfDbDataSource)database.DataSource(face)).Statistics.GetSnapshot().TotalCalls));

        async Task Opened(World world)
        {
            await world.Connect();
            await scenario(world);
            await world.Close();
        }
    }
}
