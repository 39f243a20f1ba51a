namespace PerfDb.Driver.Sql.Functions;

/// <summary>Functions of SQL Server.</summary>
internal static class SqlServerFunctions
{
    /// <summary>Depend on their arguments only.</summary>
    public const string Immutable = """
        abs acos approx_count_distinct ascii asin atan atn2 avg binary_checksum cast ceiling char charindex checksum checksum_agg choose
        coalesce concat concat_ws contains containstable convert cos cot count count_big cume_dist datalength date_bucket dateadd datediff
        datediff_big datefromparts datename datepart datetime2fromparts datetimefromparts datetimeoffsetfromparts datetrunc day degrees
        dense_rank difference eomonth exists exp first_value floor format freetext freetexttable generate_series greatest grouping
        grouping_id hashbytes iif in isdate isjson isnull isnumeric json_array json_modify json_object json_path_exists json_query
        json_value lag last_value lead least left len log log10 lower ltrim max min month nchar ntile nullif openjson parse parsename
        patindex percent_rank percentile_cont percentile_disc pi power quotename radians rank replace replicate reverse right round row
        row_number rtrim sign sin smalldatetimefromparts soundex space sqrt square stdev stdevp str string_agg string_escape string_split
        stuff substring sum switchoffset tan timefromparts todatetimeoffset translate trim try_cast try_convert try_parse unicode upper
        var varp year
        """;

    /// <summary>Depend on the clock.</summary>
    public const string Time = "current_timestamp getdate getutcdate sysdatetime sysdatetimeoffset sysutcdatetime";

    /// <summary>Depend on who asks.</summary>
    public const string Who = """
        current_user db_id db_name has_perms_by_name host_id host_name is_member is_rolemember is_srvrolemember object_id object_name
        objectproperty original_login schema_id schema_name session_user suser_id suser_name suser_sid suser_sname system_user type_id
        type_name user user_id user_name col_name col_length columnproperty databasepropertyex serverproperty session_context app_name
        """;

    /// <summary>Give another result on every call and do nothing else.</summary>
    public const string Random = "newid rand crypt_gen_random";

    /// <summary>Tell what the session did.</summary>
    public const string Session = """
        scope_identity ident_current rowcount_big xact_state context_info error_message error_number error_line error_procedure error_severity
        error_state current_transaction_id
        """;

    /// <summary>Reach beyond the database, or change something.</summary>
    public const string Writing = "newsequentialid opendatasource openquery openrowset openxml get_filestream_transaction_context";
}
