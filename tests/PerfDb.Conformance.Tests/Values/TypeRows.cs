using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Values;

/// <summary>One value of each common type, as SQL, and the same type's NULL.</summary>
internal static class TypeRows
{
    private static readonly string[] PostgreSql =
    [
        "true", "1::smallint", "200::smallint", "42", "-7", "9000000000::bigint", "1.5::real", "2.25::double precision", "12345.6789::numeric",
        "79228162514264337593543950336000::numeric", "'NaN'::numeric", "3.5::money", "'text'::text", "'x'::char(3)", "'v'::varchar(5)", "'c'::\"char\"", "'name'::name",
        "'\\x0102ff'::bytea", "date '2024-02-29'", "'infinity'::date", "time '12:34:56.789'", "timetz '12:34:56+02'", "timestamp '2024-02-29 12:34:56.123456'",
        "timestamptz '2024-02-29 12:34:56.123456+01'", "'infinity'::timestamptz", "interval '3 days 04:05:06'", "interval '1 month'",
        "'7f2b1c9e-0000-4000-8000-0123456789ab'::uuid", "'{\"a\": [1, null]}'::json", "'{\"a\": [1, null]}'::jsonb", "'<a/>'::xml", "'happy'::mood",
        "ARRAY[1, 2, 3]", "ARRAY[1, NULL, 3]", "ARRAY[[1, 2], [3, 4]]", "ARRAY['a', NULL, 'c']::text[]", "ARRAY['sad', 'ok']::mood[]", "ARRAY[]::int[]",
        "int4range(1, 10)", "numrange(1.5, 2.5, '[]')", "tstzrange('2024-01-01 00:00+00', NULL)", "int4multirange(int4range(1, 3), int4range(5, 7))",
        "'127.0.0.1'::inet", "'10.0.0.0/8'::cidr", "'08:00:2b:01:02:03'::macaddr", "B'101'::bit(3)", "B'1'::bit(1)", "B'10110'::varbit",
        "point(1, 2)", "box(point(1, 2), point(3, 4))", "circle(point(1, 2), 3)", "'fat & rat'::tsquery", "'a fat cat'::tsvector",
        "5::oid", "'(0,1)'::tid", "'7'::xid", "'1/2'::pg_lsn", "ROW(1, 'a')", "'pg_class'::regclass", "void_in('')", "unknown_out",
    ];

    private static readonly string[] Sqlite =
    [
        "1", "0", "-5", "200", "70000", "9000000000", "1.5", "2e300", "'text'", "''", "'5'", "'1.25'", "'x'", "'not a number'", "x'0102FF'", "x''",
        "'2024-02-29'", "'2024-02-29 12:34:56.789'", "'2024-02-29 12:34:56+02:00'", "'12:34:56'", "2460369.5", "'7f2b1c9e-0000-4000-8000-0123456789ab'",
        "x'000102030405060708090a0b0c0d0e0f'", "'{\"a\": 1}'", "NULL", "CAST(3 AS NUMERIC)", "(SELECT id FROM items LIMIT 1)", "(SELECT data FROM items LIMIT 1)",
    ];

    public static IReadOnlyList<string> Of(Provider provider) => provider == Provider.Sqlite
        ? Sqlite
        : [.. PostgreSql.Where(v => v != "unknown_out" && v != "void_in('')"), "NULL::int", "NULL::text", "NULL::int[]", "NULL::timestamptz", "NULL::jsonb", "NULL::bytea", "NULL"];
}
