using System.Runtime.CompilerServices;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>Words that the canonical form treats in a way of their own.</summary>
internal static class KeywordRules
{
    private static readonly bool[] Special = CreateSpecial();

    /// <summary>Whether the keyword changes the state of the normalizer or is not always written as it stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSpecial(Keyword keyword) => Special[(int)keyword];

    /// <summary>Whether a number in brackets behind the word belongs to a type.</summary>
    public static bool IsTypeName(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[16];
        if (word.Length > lower.Length)
        {
            return false;
        }

        _ = System.Text.Ascii.ToLower(word, lower, out var length);
        return lower[..length] is "varchar" or "char" or "character" or "nvarchar" or "nchar" or "varying" or "numeric" or "decimal" or "dec"
            or "number" or "float" or "time" or "timestamp" or "timestamptz" or "interval" or "bit" or "varbit" or "binary" or "varbinary"
            or "datetime2" or "datetime" or "int" or "integer" or "tinyint" or "smallint" or "bigint" or "text" or "varchar2" or "bpchar";
    }

    /// <summary>Whether the word says where FETCH or MOVE goes.</summary>
    public static bool IsDirection(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[8];
        if (word.Length > lower.Length)
        {
            return false;
        }

        _ = System.Text.Ascii.ToLower(word, lower, out var length);
        return lower[..length] is "prior" or "absolute" or "relative" or "forward" or "backward";
    }

    private static bool[] CreateSpecial()
    {
        var special = new bool[KeywordTable.Count];
        foreach (var keyword in (ReadOnlySpan<Keyword>)[
            Keyword.Null, Keyword.True, Keyword.False, Keyword.All, Keyword.Inner, Keyword.Outer, Keyword.By, Keyword.Select, Keyword.From,
            Keyword.Where, Keyword.Having, Keyword.Limit, Keyword.Offset, Keyword.Fetch, Keyword.Union, Keyword.Except, Keyword.Intersect,
            Keyword.For, Keyword.Window, Keyword.Rows, Keyword.Order, Keyword.Group, Keyword.Set, Keyword.Values, Keyword.On, Keyword.Join,
            Keyword.Using, Keyword.Into, Keyword.Update, Keyword.Table, Keyword.Index, Keyword.Create, Keyword.References, Keyword.Constraint,
            Keyword.Returning, Keyword.As, Keyword.Default, Keyword.With, Keyword.Case, Keyword.When, Keyword.Then, Keyword.Else])
        {
            special[(int)keyword] = true;
        }

        return special;
    }
}
