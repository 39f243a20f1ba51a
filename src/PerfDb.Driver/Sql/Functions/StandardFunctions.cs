namespace PerfDb.Driver.Sql.Functions;

/// <summary>Functions of the SQL standard that no database is known to give another meaning.</summary>
internal static class StandardFunctions
{
    /// <summary>Depend on their arguments only.</summary>
    public const string Immutable = """
        abs avg cast ceil ceiling char_length character_length coalesce concat count cume_dist dense_rank exists exp extract first_value floor
        greatest grouping lag last_value lead least left length ln lower ltrim max min mod nth_value ntile nullif octet_length overlay
        percent_rank position power rank replace right round row row_number rtrim sqrt substr substring sum trim upper
        """;

    /// <summary>Depend on the clock.</summary>
    public const string Time = "current_date current_time current_timestamp localtime localtimestamp now";

    /// <summary>Depend on who asks.</summary>
    public const string Who = "current_user session_user user";
}
