using System.Runtime.InteropServices;

namespace PerfDb.Driver.Sql.Lexing;

/// <summary>A piece of a command text. White space lies between tokens.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SqlToken(TokenKind kind, Keyword keyword, int start, int length, char first)
{
    public readonly int Start = start;
    public readonly int Length = length;
    public readonly TokenKind Kind = kind;

    /// <summary>The keyword that an unquoted word spells, or <see cref="Lexing.Keyword.None"/>; also none after a dot.</summary>
    public readonly Keyword Keyword = keyword;

    /// <summary>The first character, so that punctuation needs no look into the text.</summary>
    public readonly char First = first;

    public int End => Start + Length;

    public bool IsValue => Kind is TokenKind.String or TokenKind.Number or TokenKind.Parameter;

    public bool IsName => Kind is TokenKind.Word or TokenKind.QuotedName;

    public bool Is(char punctuation) => Kind == TokenKind.Punctuation && First == punctuation;
}
