using System.Collections.Frozen;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>Names with a fixed meaning: types and operators of PostgreSQL, words that begin statements of SQL Server, catalogues.</summary>
internal static class KnownNames
{
    private static readonly FrozenSet<string> Types = Set("""
        aclitem bigint bigserial bit bool boolean box bpchar bytea char character cid cidr circle date datemultirange daterange dec decimal
        double float float4 float8 inet int int2 int2vector int4 int4multirange int4range int8 int8multirange int8range integer interval json
        jsonb jsonpath line lseg macaddr macaddr8 money name national nchar numeric nummultirange numrange oid oidvector path pg_lsn
        pg_snapshot point polygon real refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc
        regprocedure regrole regtype smallint text tid time timestamp timestamptz timetz tsmultirange tsquery tsrange tstzmultirange
        tstzrange tsvector txid_snapshot unknown uuid varbit varchar void xid xid8 xml record cstring unicode
        """);

    private static readonly FrozenSet<string> Operators = Set("""
        !! !~ !~* !~~ !~~* # ## #- #> #>> % & && &< &<| &> * *< *<= *<> *= *> *>= + - -> ->> -|- / < <-> << <<= <<| <= <> != <@ <^ = > >= >>
        >>= >^ ? ?# ?& ?- ?-| ?| ?|| @ @-@ @> @? @@ @@@ ^ ^@ | |&> |/ |>> || ||/ ~ ~* ~<=~ ~<~ ~= ~>=~ ~>~ ~~ ~~* :: : := => ..
        """);

    // Words that begin a statement although no semicolon stands before them, or that no query contains.
    private static readonly FrozenSet<string> SqlServerVerbs = Set("""
        backup break bulk continue dbcc deny disable enable goto open print raiserror readtext receive reconfigure restore revert save send
        setuser shutdown throw try tran updatetext while writetext
        """, ignoreCase: true);

    private static readonly FrozenSet<string> LockingHints = Set("""
        holdlock repeatableread serializable tablock tablockx updlock xlock
        """, ignoreCase: true);

    private static readonly FrozenSet<string> CatalogSchemas = Set("""
        information_schema mysql performance_schema pg_catalog pg_toast sys
        """, ignoreCase: true);

    public static bool IsType(string name) => Types.Contains(name);

    public static bool IsOperator(ReadOnlySpan<char> written) => Operators.GetAlternateLookup<ReadOnlySpan<char>>().Contains(written);

    public static bool IsSqlServerVerb(ReadOnlySpan<char> word) => SqlServerVerbs.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    public static bool IsLockingHint(ReadOnlySpan<char> word) => LockingHints.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Whether the table belongs to a catalogue or to statistics, which change without a sign.</summary>
    public static bool IsCatalog(in TableName table, SqlDialect dialect)
    {
        if (table.Schema is not null)
        {
            return CatalogSchemas.Contains(table.Schema);
        }

        return dialect switch
        {
            SqlDialect.PostgreSql => table.Name.StartsWith("pg_", StringComparison.Ordinal),
            SqlDialect.Sqlite => table.Name.StartsWith("sqlite_", StringComparison.Ordinal) || table.Name.StartsWith("pragma_", StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>Whether the relation tells something about the server that answers.</summary>
    public static bool IsNodeView(in TableName table) => table.Name.StartsWith("pg_stat", StringComparison.Ordinal)
        || table.Name is "pg_locks" or "pg_settings" or "pg_replication_slots" or "pg_prepared_xacts" or "pg_prepared_statements" or "pg_cursors"
            or "pg_file_settings" or "pg_hba_file_rules" or "pg_shmem_allocations" or "pg_backend_memory_contexts";

    /// <summary>Whether it could be the name of a table without quotes.</summary>
    public static bool IsPlain(ReadOnlySpan<char> content)
    {
        foreach (var c in content)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return content.Length is > 0 and <= 64;
    }

    private static FrozenSet<string> Set(string names, bool ignoreCase = false) =>
        names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
}
