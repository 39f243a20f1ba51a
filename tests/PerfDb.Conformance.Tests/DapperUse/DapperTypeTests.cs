using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.DapperUse;

/// <summary>Dapper's type handlers, custom parameters and the younger CLR types. Handlers are global to the process, so these run apart.</summary>
[Collection(nameof(DapperTests))]
public sealed class DapperTypeTests(Databases databases) : DifferentialTests(databases)
{
    [Theory]
    [Everywhere]
    public Task Type_handlers_read_and_write(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        SqlMapper.AddTypeHandler(new MoneyHandler());
        await world.Connect();
        var parameter = new { price = new Money(2.50m) };
        const string Sql = "SELECT name FROM items WHERE price = @price";
        await world.Do(() => world.Connection.Query<string>(Sql, parameter).AsList(), async () => (await world.Connection.QueryAsync<string>(Sql, parameter)).AsList(), "as a parameter");
        await world.Do(
            () => world.Connection.QuerySingle<Dated>("SELECT price FROM items WHERE id = 2"),
            () => world.Connection.QuerySingleAsync<Dated>("SELECT price FROM items WHERE id = 2"),
            "as a column");
    });

    [Theory]
    [Everywhere]
    public Task DateOnly_and_TimeOnly_map(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        var sql = world.IsSqlite ? "SELECT '2024-02-29' AS day, '12:34:56' AS clock" : "SELECT date '2024-02-29' AS day, time '12:34:56' AS clock";
        await world.Do(() => world.Connection.QuerySingle<Dated>(sql), () => world.Connection.QuerySingleAsync<Dated>(sql), "columns");
        await world.Do(() => world.Connection.QuerySingle<DateOnly>(sql), () => world.Connection.QuerySingleAsync<DateOnly>(sql), "DateOnly");
        await world.Do(() => world.Connection.QuerySingle<TimeOnly>("SELECT @t", new { t = new TimeOnly(1, 2) }), () => world.Connection.QuerySingleAsync<TimeOnly>("SELECT @t", new { t = new TimeOnly(1, 2) }), "TimeOnly parameter");
        await world.Do(() => world.Connection.QuerySingle<DateTime>(sql), () => world.Connection.QuerySingleAsync<DateTime>(sql), "DateTime");
    });

    [Theory]
    [Everywhere]
    public Task Custom_parameters_meet_the_providers_command(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        var parameters = new { j = new Json("{\"a\": 1}") };
        await world.Do(() => world.Connection.ExecuteScalar("SELECT @j", parameters), () => world.Connection.ExecuteScalarAsync("SELECT @j", parameters), "ICustomQueryParameter");
    });

    [Theory]
    [On(Provider.PostgreSql)]
    public Task Enums_json_and_arrays_map(Provider provider, bool async) => Compare(provider, async, async world =>
    {
        await world.Connect();
        foreach (var sql in new[] { "SELECT 'happy'::mood", "SELECT 1::int", "SELECT 'sad'::text" })
            await world.Do(() => world.Connection.QuerySingle<Mood>(sql), () => world.Connection.QuerySingleAsync<Mood>(sql), sql);
        await world.Do(() => world.Connection.QuerySingle<string>("SELECT '{}'::jsonb"), () => world.Connection.QuerySingleAsync<string>("SELECT '{}'::jsonb"), "jsonb");
        await world.Do(() => world.Connection.QuerySingle<int?[]>("SELECT ARRAY[1, NULL]"), () => world.Connection.QuerySingleAsync<int?[]>("SELECT ARRAY[1, NULL]"), "int?[]");
        await world.Do(() => world.Connection.QuerySingle("SELECT ARRAY[1, NULL] AS a"), () => world.Connection.QuerySingleAsync("SELECT ARRAY[1, NULL] AS a"), "dynamic array with NULL");
    });

    private sealed class MoneyHandler : SqlMapper.TypeHandler<Money>
    {
        public override void SetValue(IDbDataParameter parameter, Money? value)
        {
            // Handlers in the field cast the parameter; it must be the provider's own.
            Assert.True(parameter is NpgsqlParameter or SqliteParameter);
            parameter.DbType = DbType.Decimal;
            parameter.Value = parameter is SqliteParameter ? (double)value!.Amount : value!.Amount;
        }

        public override Money Parse(object value) => new(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
    }

    private sealed class Json(string text) : SqlMapper.ICustomQueryParameter
    {
        public void AddParameter(IDbCommand command, string name)
        {
            IDbDataParameter parameter = command.CreateParameter() is NpgsqlParameter
                ? new NpgsqlParameter(name, NpgsqlDbType.Jsonb) { Value = text }
                : new SqliteParameter(name, SqliteType.Text) { Value = text };
            command.Parameters.Add(parameter);
        }
    }
}
