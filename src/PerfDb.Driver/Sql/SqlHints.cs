namespace PerfDb.Driver.Sql;

/// <summary>
/// The wishes of the first comment of a command text that starts with <c>perfdb:</c>, such as
/// <c>/* perfdb: cache=30s, route=replica */</c>. A hint can only ask; no rule of safety yields to it.
/// </summary>
public sealed class SqlHints
{
    /// <summary>The hints of a text without any.</summary>
    public static SqlHints None { get; } = new();

    /// <summary>How long a result may be reused; zero is <c>cache=off</c>; null is no wish.</summary>
    public TimeSpan? CacheFor { get; init; }

    /// <summary>How long beyond its life a result may still be served; null is no wish.</summary>
    public TimeSpan? StaleFor { get; init; }

    /// <summary>Additional tags of a cached result.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The wished node: <c>primary</c>, <c>replica</c> or the name of an endpoint; null is no wish.</summary>
    public string? Route { get; init; }

    /// <summary><c>strong</c>, <c>session</c> or <c>eventual</c>; null is no wish.</summary>
    public string? Consistency { get; init; }

    /// <summary>The duration from which this command counts as slow; null is no wish.</summary>
    public TimeSpan? SlowAfter { get; init; }

    /// <summary>A name for the statement, for people; null is none.</summary>
    public string? Name { get; init; }

    /// <summary>Keys that were not understood, at most eight.</summary>
    public IReadOnlyList<string> UnknownKeys { get; init; } = [];
}
