namespace PerfDb.Driver.Sql.Functions;

/// <summary>Functions of MySQL and MariaDB.</summary>
internal static class MySqlFunctions
{
    /// <summary>Depend on their arguments only.</summary>
    public const string Immutable = """
        abs acos adddate addtime aes_decrypt aes_encrypt any_value ascii asin atan atan2 avg bin bin_to_uuid bit_and bit_count bit_length
        bit_or bit_xor cast ceil ceiling char char_length character_length charset coalesce collation compress concat concat_ws conv convert
        convert_tz cos cot count crc32 cume_dist date date_add date_format date_sub datediff day dayname dayofmonth dayofweek dayofyear
        degrees dense_rank div elt exists exp export_set extract extractvalue field find_in_set first_value floor format from_base64
        from_days from_unixtime get_format greatest group_concat grouping hex hour if ifnull in inet6_aton inet6_ntoa inet_aton inet_ntoa
        insert instr interval is_ipv4 is_ipv6 is_uuid isnull json_array json_array_append json_array_insert json_arrayagg json_contains
        json_contains_path json_depth json_extract json_insert json_keys json_length json_merge_patch json_merge_preserve json_object
        json_objectagg json_overlaps json_pretty json_quote json_remove json_replace json_search json_set json_storage_size json_table
        json_type json_unquote json_valid json_value lag last_day last_value lcase lead least left length ln locate log log10 log2 lower
        lpad ltrim make_set makedate maketime match max md5 microsecond mid min minute mod month monthname nth_value ntile nullif oct
        octet_length ord percent_rank period_add period_diff pi position pow power quarter quote radians rank regexp_instr regexp_like
        regexp_replace regexp_substr repeat replace reverse right round row row_number rpad rtrim sec_to_time second sha sha1 sha2 sign sin
        soundex space sqrt st_asgeojson st_asbinary st_astext st_contains st_distance st_distance_sphere st_geomfromtext st_intersects
        st_point st_within st_x st_y std stddev stddev_pop stddev_samp str_to_date strcmp subdate substr substring substring_index subtime
        sum tan time time_format time_to_sec timediff timestamp timestampadd timestampdiff to_base64 to_days to_seconds trim truncate ucase
        uncompress unhex upper uuid_to_bin values var_pop var_samp variance week weekday weekofyear weight_string year yearweek
        """;

    /// <summary>Depend on the clock.</summary>
    public const string Time = """
        curdate current_date current_time current_timestamp curtime localtime localtimestamp now sysdate unix_timestamp utc_date utc_time
        utc_timestamp
        """;

    /// <summary>Depend on who asks.</summary>
    public const string Who = "current_role current_user database schema session_user system_user user version";

    /// <summary>Give another result on every call and do nothing else.</summary>
    public const string Random = "rand uuid random_bytes sleep";

    /// <summary>Tell what the session did.</summary>
    public const string Session = "connection_id found_rows last_insert_id row_count";

    /// <summary>Take or ask for locks of the session.</summary>
    public const string Pinning = "get_lock is_free_lock is_used_lock release_all_locks release_lock";

    /// <summary>Move something or wait for something on the server.</summary>
    public const string Writing = """
        benchmark gtid_subset load_file lastval master_pos_wait nextval setval source_pos_wait uuid_short wait_for_executed_gtid_set
        wait_until_sql_thread_after_gtids
        """;
}
