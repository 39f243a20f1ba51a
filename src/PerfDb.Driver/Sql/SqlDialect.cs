namespace PerfDb.Driver.Sql;

/// <summary>The lexical family of a database: how its text is cut into tokens and which words it knows.</summary>
public enum SqlDialect
{
    /// <summary>An unknown database: the union of all forms; whatever is ambiguous is redacted and never called a read.</summary>
    Generic = 0,

    /// <summary>PostgreSQL and databases that speak its language.</summary>
    PostgreSql,

    /// <summary>SQLite.</summary>
    Sqlite,

    /// <summary>MySQL and MariaDB.</summary>
    MySql,

    /// <summary>Microsoft SQL Server.</summary>
    SqlServer,
}
