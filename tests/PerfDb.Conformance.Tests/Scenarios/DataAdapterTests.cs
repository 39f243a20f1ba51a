using System.Data;
using System.Data.Common;
using Npgsql;
using PerfDb.Conformance.Tests.Support;
using PerfDb.Driver;

namespace PerfDb.Conformance.Tests.Scenarios;

/// <summary>The disconnected classes of ADO.NET: adapters, tables, command builders.</summary>
public sealed class DataAdapterTests(Databases databases) : DifferentialTests(databases)
{
    [Theory]
    [Everywhere]
    public Task DataTable_Load_makes_the_same_table(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        foreach (var behavior in new[] { CommandBehavior.Default, CommandBehavior.KeyInfo })
        {
            using var command = world.NewCommand("SELECT * FROM items WHERE id < 4 ORDER BY id");
            var reader = await world.ExecuteReader(command, behavior);
            using var table = new DataTable();
            world.Do(() => table.Load(reader!), "Load");
            world.Note("table", table);
        }
    });

    [Theory]
    [Everywhere]
    public Task DataSet_Load_reads_every_result(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var command = world.NewCommand("SELECT id FROM items WHERE id < 3; SELECT name FROM items WHERE id < 3");
        var reader = await world.ExecuteReader(command);
        using var set = new DataSet();
        world.Do(() => set.Load(reader!, LoadOption.OverwriteChanges, "one", "two"), "Load");
        foreach (DataTable table in set.Tables)
            world.Note("table", table);
    });

    [Theory]
    [Everywhere]
    public Task An_adapter_fills_and_finds_the_schema(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        using var adapter = Adapter(world, "SELECT id, name, price FROM items WHERE id < 4 ORDER BY id");
        using var table = new DataTable();
        world.Do(() => adapter.FillSchema(table, SchemaType.Source), "FillSchema");
        world.Do(() => adapter.Fill(table), "Fill");
        world.Note("table", table);
        await world.Close();
        using var again = new DataSet();
        world.Do(() => adapter.Fill(again), "Fill on a closed connection");
        world.Do(() => world.Connection.State, "State");
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task A_command_builder_makes_an_update_cycle(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        await world.Execute("INSERT INTO scratch (name, amount) VALUES ('a', 1), ('b', 2), ('c', 3)");
        using var adapter = Adapter(world, "SELECT id, name, amount FROM scratch ORDER BY id");
        using var builder = DbProviderFactories.GetFactory(world.Connection)!.CreateCommandBuilder()!;
        world.Do(() => builder.DataAdapter = adapter, "DataAdapter =");
        using var table = new DataTable();
        world.Do(() => adapter.Fill(table), "Fill");
        world.Do(() => builder.GetUpdateCommand().CommandText, "GetUpdateCommand");
        world.Do(() => builder.GetInsertCommand().CommandText, "GetInsertCommand");
        world.Do(() => builder.GetDeleteCommand().CommandText, "GetDeleteCommand");
        world.Do(() =>
        {
            table.Rows[0]["name"] = "changed";
            table.Rows[1].Delete();
            table.Rows.Add(10, "added", 5);
        });
        world.Do(() => adapter.Update(table), "Update");
        await world.Query("SELECT id, name, amount FROM scratch ORDER BY id");

        using var procedure = world.NewCommand("split");
        procedure.CommandType = CommandType.StoredProcedure;
        world.Do(() => NpgsqlCommandBuilder.DeriveParameters(procedure is PerfDbCommand ours ? ours.Unwrap<NpgsqlCommand>() : (NpgsqlCommand)procedure), "DeriveParameters");
        world.Note("parameters", procedure.Parameters);
    });

    // The base class's own property: the provider's typed one takes the provider's command only.
    private static DbDataAdapter Adapter(World world, string sql)
    {
        var adapter = DbProviderFactories.GetFactory(world.Connection)?.CreateDataAdapter() ?? new PlainAdapter();
        adapter.SelectCommand = world.NewCommand(sql, name: "select");
        return adapter;
    }

    private sealed class PlainAdapter : DbDataAdapter;
}
