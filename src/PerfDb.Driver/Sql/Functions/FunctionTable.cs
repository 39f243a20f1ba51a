using System.Collections.Frozen;

namespace PerfDb.Driver.Sql.Functions;

/// <summary>What is known about functions: the dialect's own by name, and those that the user told about. Immutable.</summary>
/// <remarks>
/// A name says less than an object: a user's own overload of a built-in name is taken for the built-in. Callers that can ask the
/// server for the plan know more.
/// </remarks>
internal sealed class FunctionTable
{
    private const string Catalog = "pg_catalog.";
    private static readonly char[] Separators = [' ', '\n', '\r'];
    private readonly FrozenDictionary<string, FunctionDefinition> _known;
    private readonly FrozenDictionary<string, FunctionDefinition>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly bool _hasCatalog;

    public FunctionTable(SqlDialect dialect, IReadOnlyDictionary<string, FunctionDefinition> own)
    {
        // Where quoted names keep their case, "NEXTVAL" is not nextval; elsewhere functions are found in any case.
        var comparer = dialect == SqlDialect.PostgreSql ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        var known = new Dictionary<string, FunctionDefinition>(comparer);
        AddDialect(known, dialect);
        foreach (var (name, definition) in own)
        {
            known[dialect == SqlDialect.PostgreSql ? name.ToLowerInvariant() : name] = definition;
        }

        _known = known.ToFrozenDictionary(comparer);
        _bySpan = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        _hasCatalog = dialect == SqlDialect.PostgreSql;
    }

    /// <summary>All names, for tests that hold the table against a server's catalogue.</summary>
    public IEnumerable<string> Names => _known.Keys;

    /// <summary>Finds a function by its name, with its schema if the call has one.</summary>
    public bool TryGet(ReadOnlySpan<char> name, out FunctionDefinition definition) =>
        _bySpan.TryGetValue(name, out definition)
        || (_hasCatalog && name.StartsWith(Catalog, StringComparison.Ordinal) && _bySpan.TryGetValue(name[Catalog.Length..], out definition));

    private static void AddDialect(Dictionary<string, FunctionDefinition> known, SqlDialect dialect)
    {
        switch (dialect)
        {
            case SqlDialect.PostgreSql:
                Add(known, PostgreSqlImmutableFunctions.Names, FunctionEffect.None, FunctionVolatility.Immutable);
                Add(known, PostgreSqlFunctions.Stable, FunctionEffect.None, FunctionVolatility.Stable);
                AddCommon(known, PostgreSqlFunctions.Time, PostgreSqlFunctions.Who, PostgreSqlFunctions.Random, PostgreSqlFunctions.Session);
                Add(known, PostgreSqlFunctions.Node, FunctionEffect.Node, FunctionVolatility.Volatile);
                Add(known, PostgreSqlFunctions.Pinning, FunctionEffect.Pins, FunctionVolatility.Volatile);
                Add(known, PostgreSqlFunctions.Writing, FunctionEffect.Writes, FunctionVolatility.Volatile);
                Add(known, PostgreSqlFunctions.Dynamic, FunctionEffect.Dynamic, FunctionVolatility.Volatile);
                break;
            case SqlDialect.Sqlite:
                Add(known, SqliteFunctions.Immutable, FunctionEffect.None, FunctionVolatility.Immutable);
                AddCommon(known, SqliteFunctions.Time, "", SqliteFunctions.Random, SqliteFunctions.Session);
                Add(known, SqliteFunctions.Writing, FunctionEffect.Writes, FunctionVolatility.Volatile);
                break;
            case SqlDialect.MySql:
                Add(known, MySqlFunctions.Immutable, FunctionEffect.None, FunctionVolatility.Immutable);
                AddCommon(known, MySqlFunctions.Time, MySqlFunctions.Who, MySqlFunctions.Random, MySqlFunctions.Session);
                Add(known, MySqlFunctions.Pinning, FunctionEffect.Pins, FunctionVolatility.Volatile);
                Add(known, MySqlFunctions.Writing, FunctionEffect.Writes, FunctionVolatility.Volatile);
                break;
            case SqlDialect.SqlServer:
                Add(known, SqlServerFunctions.Immutable, FunctionEffect.None, FunctionVolatility.Immutable);
                AddCommon(known, SqlServerFunctions.Time, SqlServerFunctions.Who, SqlServerFunctions.Random, SqlServerFunctions.Session);
                Add(known, SqlServerFunctions.Writing, FunctionEffect.Writes, FunctionVolatility.Volatile);
                break;
            default:
                Add(known, StandardFunctions.Immutable, FunctionEffect.None, FunctionVolatility.Immutable);
                AddCommon(known, StandardFunctions.Time, StandardFunctions.Who, "", "");
                break;
        }
    }

    private static void AddCommon(Dictionary<string, FunctionDefinition> known, string time, string who, string random, string session)
    {
        Add(known, time, FunctionEffect.Time, FunctionVolatility.Stable);
        Add(known, who, FunctionEffect.Who, FunctionVolatility.Stable);
        Add(known, random, FunctionEffect.None, FunctionVolatility.Volatile);
        Add(known, session, FunctionEffect.Session, FunctionVolatility.Volatile);
    }

    private static void Add(Dictionary<string, FunctionDefinition> known, string names, FunctionEffect effect, FunctionVolatility volatility)
    {
        foreach (var name in names.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            known[name] = new FunctionDefinition(effect, volatility);
        }
    }
}
