using System.Diagnostics;

namespace PerfDb.Driver.Sql;

/// <summary>The facts of one command text. Immutable, so it may be kept and shared.</summary>
[DebuggerDisplay("{Fingerprint} {Kind} {Summary}")]
public sealed class SqlAnalysis
{
    /// <summary>The print of the text's shape.</summary>
    public SqlFingerprint Fingerprint { get; init; }

    /// <summary>The strongest kind over all statements; <see cref="StatementKind.Unknown"/> if any of them is.</summary>
    public StatementKind Kind { get; init; }

    /// <summary>The canonical form of the text: the input of the fingerprint, without any literal.</summary>
    public string NormalizedText { get; init; } = "";

    /// <summary>The text as written, without comments and with every literal replaced by <c>?</c>.</summary>
    public string RedactedText { get; init; } = "";

    /// <summary>Whether the text carries literals of its own. False means that every value is a parameter.</summary>
    public bool HasLiterals { get; init; }

    /// <summary>Operations and targets in order, at most 255 characters, by the OpenTelemetry rules.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The statements of the text in order; empty for a text without any.</summary>
    public IReadOnlyList<StatementAnalysis> Statements { get; init; } = [];

    /// <summary>Whether nothing in the text forbids reusing its result. Policy, transaction and session may still forbid it.</summary>
    public bool IsCacheable { get; init; }

    /// <summary>Why the text is not a read or not cacheable: stable codes over all statements, without duplicates.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The wishes of a <c>perfdb:</c> comment.</summary>
    public SqlHints Hints { get; init; } = SqlHints.None;

    /// <summary>The comment lines before the first statement (EF Core's tags), at most 8 of at most 256 characters.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether the text ended inside a literal or comment, was too long, or could not be read to its end.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Approximate bytes that this object keeps alive, without the command text itself.</summary>
    public int SizeBytes { get; init; }
}
