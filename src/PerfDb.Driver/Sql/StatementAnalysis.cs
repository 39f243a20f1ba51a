using System.Diagnostics;

namespace PerfDb.Driver.Sql;

/// <summary>The facts of one statement of a command text. Immutable.</summary>
[DebuggerDisplay("{Operation} {Kind}")]
public sealed class StatementAnalysis
{
    /// <summary>What the statement does, as far as its text proves it.</summary>
    public StatementKind Kind { get; init; }

    /// <summary>The leading verb in upper case, or an empty text.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The tables it reads, without duplicates; names of common table expressions and aliases are not among them.</summary>
    public IReadOnlyList<TableName> Reads { get; init; } = [];

    /// <summary>The tables it changes, creates, alters or drops.</summary>
    public IReadOnlyList<TableName> Writes { get; init; } = [];

    /// <summary>
    /// Whether <see cref="Writes"/> names every table that the statement can change by itself. False for whatever is not
    /// understood: procedures, unknown functions, dynamic SQL; then it may have changed anything.
    /// </summary>
    public bool WritesAreComplete { get; init; }

    /// <summary>The functions it calls: decoded, folded, schema-qualified as written.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>Why it is not a read, or not cacheable: stable codes, see the reference on fingerprints.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Further facts.</summary>
    public StatementTraits Traits { get; init; }
}
