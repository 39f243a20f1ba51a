namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>How the names of a statement are read.</summary>
internal enum Mode : byte
{
    None = 0,

    /// <summary>The next name means nothing beyond the session: a savepoint, cursor or prepared statement.</summary>
    VolatileName,

    /// <summary>All names of the statement but its direction words are volatile: FETCH, MOVE.</summary>
    VolatileNames,

    /// <summary>SET: the next = or TO begins the value.</summary>
    Setting,

    /// <summary>The value of SET: one marker for all of it.</summary>
    SettingValue,

    /// <summary>The rest of the value of SET, already marked.</summary>
    SettingRest,
}
