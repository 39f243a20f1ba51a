using System.Data;

namespace PerfDb.Driver.Pipeline;

/// <summary>Which text a context's statement was found for, by which catalog.</summary>
/// <param name="Catalog">The catalog; a command can move to a connection of another data source.</param>
/// <param name="Text">The very string.</param>
/// <param name="Type">How the command reads the text.</param>
internal readonly record struct AnalyzedText(StatementCatalog? Catalog, string? Text, CommandType Type)
{
    public bool IsFor(StatementCatalog catalog, string text, CommandType type) =>
        ReferenceEquals(Text, text) && Type == type && ReferenceEquals(Catalog, catalog);
}
