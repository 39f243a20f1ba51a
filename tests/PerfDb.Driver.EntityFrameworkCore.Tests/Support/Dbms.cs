namespace PerfDb.Driver.EntityFrameworkCore.Tests.Support;

/// <summary>The databases that the scenarios run on.</summary>
public enum Dbms
{
    PostgreSql,
    Sqlite,
}

/// <summary>The ways in which a context meets the driver.</summary>
public enum Wiring
{
    /// <summary>Not at all: EF Core as it is, whose results the others must have too.</summary>
    Raw,

    /// <summary>UseNpgsql or UseSqlite with the data source.</summary>
    Overload,

    /// <summary>UseNpgsql or UseSqlite with a connection string, then UsePerfDb.</summary>
    UsePerfDb,

    /// <summary>
    /// As <see cref="Overload"/>, with the driver around a data source of the application, of which it knows nothing else.
    /// </summary>
    Decorated,

    /// <summary>As <see cref="Overload"/>, with a retrying execution strategy.</summary>
    Retry,

    /// <summary>As <see cref="Overload"/>, contexts from a pool.</summary>
    Pool,
}
