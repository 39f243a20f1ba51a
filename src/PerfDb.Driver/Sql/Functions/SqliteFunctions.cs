namespace PerfDb.Driver.Sql.Functions;

/// <summary>SQLite's own functions, those of its usual extensions included.</summary>
internal static class SqliteFunctions
{
    /// <summary>Depend on their arguments only.</summary>
    public const string Immutable = """
        -> ->> abs acos acosh array asin asinh atan atan2 atanh avg bm25 cast ceil ceiling char coalesce concat concat_ws cos cosh count
        cume_dist decimal decimal_add decimal_cmp decimal_mul decimal_sub decimal_sum degrees dense_rank exists exp first_value floor format
        fts5_source_id generate_series glob group_concat hex highlight ieee754 ieee754_exponent ieee754_from_blob ieee754_mantissa
        ieee754_to_blob if ifnull iif instr json json_array json_array_insert json_array_length json_each json_error_position json_extract json_group_array
        json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace json_set json_tree json_type
        json_valid jsonb jsonb_array jsonb_each jsonb_extract jsonb_group_array jsonb_group_object jsonb_insert jsonb_object jsonb_patch
        jsonb_remove jsonb_replace jsonb_set jsonb_tree lag last_value lead length like likelihood likely ln log log10 log2 lower ltrim
        match matchinfo max median min mod nth_value ntile nullif octet_length offsets percent_rank percentile percentile_cont percentile_disc
        pi pow power printf quote radians raise rank replace round row row_number rtrim rtreecheck rtreedepth rtreenode sha3 sign sin sinh
        snippet soundex sqlite_compileoption_get sqlite_compileoption_used sqlite_source_id sqlite_version sqrt string_agg substr substring
        subtype sum tan tanh total trim trunc typeof unhex unicode unistr unistr_quote unlikely upper zeroblob
        """;

    /// <summary>Depend on the clock if told to, for example by <c>'now'</c>.</summary>
    public const string Time = "date datetime julianday strftime time timediff unixepoch current_date current_time current_timestamp";

    /// <summary>Give another result on every call.</summary>
    public const string Random = "random randomblob";

    /// <summary>Tell what the session did.</summary>
    public const string Session = "changes last_insert_rowid total_changes";

    /// <summary>Reach beyond the database.</summary>
    public const string Writing = """
        edit fts3_tokenizer load_extension optimize readfile sqlite_log usleep writefile zipfile fts5 sqlar_compress sqlar_uncompress lsmode
        """;
}
