using PerfDb.Driver.Sql.Functions;

namespace PerfDb.Driver.Sql;

/// <summary>What the analyzer is told beyond the dialect: own functions, the longest text, settings of the server that change lexing.</summary>
/// <remarks>Read when an analyzer is made; later changes have no effect on it.</remarks>
public sealed class AnalysisOptions
{
    private readonly Dictionary<string, FunctionDefinition> _functions = new(StringComparer.Ordinal);
    private int _maxStatementLength = 1 << 20;
    private long _memoSizeBytes = 16 << 20;

    /// <summary>
    /// The longest command text, in characters, that is analysed. Of a longer one the beginning and the length make the
    /// fingerprint, the rest is redacted and the kind is <see cref="StatementKind.Unknown"/>. The default is 1,048,576.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1,024.</exception>
    public int MaxStatementLength
    {
        get => _maxStatementLength;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1024);
            _maxStatementLength = value;
        }
    }

    /// <summary>
    /// The memory for what is known of command texts seen lately, in bytes. The default is 16 MiB; texts that have to go
    /// are analysed again at their next use.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 65,536.</exception>
    public long MemoSizeBytes
    {
        get => _memoSizeBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 65_536);
            _memoSizeBytes = value;
        }
    }

    /// <summary>
    /// Whether a backslash is an ordinary character of <c>'…'</c> (PostgreSQL <c>standard_conforming_strings = on</c>, MySQL
    /// <c>NO_BACKSLASH_ESCAPES</c>). Null, the default, means the dialect's own default.
    /// </summary>
    public bool? StandardConformingStrings { get; set; }

    /// <summary>
    /// Whether <c>"…"</c> is an identifier (MySQL <c>ANSI_QUOTES</c>, SQL Server <c>QUOTED_IDENTIFIER ON</c>). Null, the
    /// default, means the dialect's own default.
    /// </summary>
    public bool? DoubleQuotedIdentifiers { get; set; }

    internal IReadOnlyDictionary<string, FunctionDefinition> Functions => _functions;

    /// <summary>Tells the analyzer about a function of the user's own database.</summary>
    /// <param name="name">The name as SQL would write it, with its schema if calls are qualified: <c>app.touch</c>.</param>
    /// <param name="writes">Whether a call changes anything; then a statement that calls it is a write.</param>
    /// <param name="volatility">How its result depends on anything but its arguments.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">The name is null or white space.</exception>
    public AnalysisOptions Function(string name, bool writes = false, FunctionVolatility volatility = FunctionVolatility.Volatile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _functions[name] = new FunctionDefinition(writes ? FunctionEffect.Writes : FunctionEffect.None, volatility);
        return this;
    }

    internal AnalysisOptions Copy()
    {
        var copy = new AnalysisOptions
        {
            MaxStatementLength = MaxStatementLength,
            MemoSizeBytes = MemoSizeBytes,
            StandardConformingStrings = StandardConformingStrings,
            DoubleQuotedIdentifiers = DoubleQuotedIdentifiers,
        };
        foreach (var (name, definition) in _functions)
            copy._functions.Add(name, definition);
        return copy;
    }
}
