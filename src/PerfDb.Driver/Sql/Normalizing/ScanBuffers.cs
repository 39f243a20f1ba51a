using PerfDb.Driver.Sql.Classifying;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>Working memory of one analysis, kept for the next one.</summary>
internal sealed class ScanBuffers
{
    private const int MaxKeptTokens = 1 << 14;

    public TextBuffer Normalized { get; } = new();

    public TextBuffer Redacted { get; } = new();

    public List<SqlToken> Tokens { get; private set; } = new(256);

    public List<SqlToken> Comments { get; } = [];

    public ParserBuffers Parser { get; } = new();

    public void Clear()
    {
        Normalized.Clear();
        Redacted.Clear();
        Tokens.Clear();
        Comments.Clear();
        if (Tokens.Capacity > MaxKeptTokens)
        {
            Tokens = new List<SqlToken>(256);
        }
    }
}
