using System.Collections.Frozen;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>What is known about functions: a table per dialect and the user's own.</summary>
internal sealed class FunctionTable
{
    private const string Immutable =
        "abs acos age array_agg array_append array_cat array_length array_lower array_position array_prepend array_remove array_to_string array_upper "
        + "ascii asin atan atan2 avg bit_and bit_length bit_or bool_and bool_or btrim cardinality cast cbrt ceil ceiling char char_length "
        + "character_length chr coalesce concat concat_ws convert cos cot count cume_dist date date_part date_trunc datetime decode degrees "
        + "dense_rank div encode every exists exp extract first_value floor format generate_series generate_subscripts glob greatest "
        + "group_concat grouping hex ifnull iif instr interval json json_agg json_array json_array_elements json_array_length json_build_object "
        + "json_each json_extract json_group_array json_group_object json_object json_object_agg json_type json_valid jsonb_agg "
        + "jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_object jsonb_each jsonb_extract_path jsonb_object_agg "
        + "jsonb_path_exists jsonb_path_query jsonb_set jsonb_typeof julianday lag last_value lead least left length like likelihood likely "
        + "ln log log10 lower lpad ltrim make_date make_interval make_timestamp max md5 min mod ntile nth_value nullif octet_length overlay "
        + "percent_rank percentile_cont percentile_disc pi position pow power printf quote quote_ident quote_literal radians rank regexp_match "
        + "regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table repeat replace reverse right round row row_number rpad rtrim "
        + "sign sin split_part sqrt starts_with stddev stddev_pop stddev_samp strftime string_agg string_to_array strpos substr substring sum "
        + "tan time to_char to_date to_hex to_json to_jsonb to_number to_timestamp total translate treat trim trunc try_cast typeof unhex unicode unlikely "
        + "unnest upper var_pop var_samp variance zeroblob isnull len datediff dateadd datepart charindex stuff string_split openjson json_value "
        + "json_query if date_format date_add date_sub timestampdiff year month day hour minute second concat locate field find_in_set any_value";

    private const string Stable =
        "now statement_timestamp transaction_timestamp current_setting current_schemas getdate sysdatetime sysutcdatetime getutcdate curdate curtime "
        + "unix_timestamp current_database version to_tsvector to_tsquery sysdate utc_timestamp database schema user";

    private const string VolatileHarmless = "random gen_random_uuid clock_timestamp timeofday pg_sleep randomblob newid uuid rand pg_relation_size";

    private const string Writing =
        "nextval setval currval lastval txid_current pg_current_xact_id set_config setseed pg_notify lo_create lo_unlink pg_switch_wal pg_reload_conf "
        + "pg_advisory_lock pg_advisory_xact_lock pg_try_advisory_lock pg_try_advisory_xact_lock pg_advisory_unlock pg_advisory_unlock_all "
        + "pg_export_snapshot pg_terminate_backend pg_cancel_backend load_extension get_lock release_lock last_insert_id";

    private readonly FrozenDictionary<string, FunctionDefinition> _known;
    private readonly FrozenDictionary<string, FunctionDefinition>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public FunctionTable(AnalysisOptions options)
    {
        var known = new Dictionary<string, FunctionDefinition>(StringComparer.OrdinalIgnoreCase);
        Add(known, Immutable, new FunctionDefinition(false, FunctionVolatility.Immutable));
        Add(known, Stable, new FunctionDefinition(false, FunctionVolatility.Stable));
        Add(known, VolatileHarmless, new FunctionDefinition(false, FunctionVolatility.Volatile));
        Add(known, Writing, new FunctionDefinition(true, FunctionVolatility.Volatile));
        foreach (var (name, definition) in options.Functions)
        {
            known[name] = definition;
        }

        _known = known.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool TryGet(ReadOnlySpan<char> name, out FunctionDefinition definition)
    {
        const string catalog = "pg_catalog.";
        return _lookup.TryGetValue(name, out definition)
            || (name.StartsWith(catalog, StringComparison.Ordinal) && _lookup.TryGetValue(name[catalog.Length..], out definition));
    }

    private static void Add(Dictionary<string, FunctionDefinition> known, string names, FunctionDefinition definition)
    {
        foreach (var name in names.Split(' '))
        {
            known[name] = definition;
        }
    }
}
