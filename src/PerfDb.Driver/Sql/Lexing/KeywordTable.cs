using System.Numerics;

namespace PerfDb.Driver.Sql.Lexing;

/// <summary>Finds the keyword that a word spells, without regard to ASCII case and to nothing else.</summary>
internal static class KeywordTable
{
    public const int MaxLength = 17;
    private const int Bits = 10;
    private static readonly string[] Names = CreateNames();
    private static readonly ushort[] Slots = CreateSlots();
    private static readonly bool[] Operands = CreateOperands();

    /// <summary>The keyword in upper case.</summary>
    public static string Name(Keyword keyword) => Names[(int)keyword];

    /// <summary>Whether an operand follows the keyword, so that a sign belongs to the number behind it.</summary>
    public static bool ExpectsOperand(Keyword keyword) => Operands[(int)keyword];

    public static Keyword Find(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > MaxLength)
        {
            return Keyword.None;
        }

        for (var slot = Hash(word); ; slot = (slot + 1) & ((1 << Bits) - 1))
        {
            var index = Slots[slot];
            if (index == 0)
            {
                return Keyword.None;
            }

            if (EqualsIgnoreCase(word, Names[index]))
            {
                return (Keyword)index;
            }
        }
    }

    private static bool EqualsIgnoreCase(ReadOnlySpan<char> word, string upper)
    {
        if (word.Length != upper.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (c != upper[i] && !(c is >= 'a' and <= 'z' && (c & ~0x20) == upper[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int Hash(ReadOnlySpan<char> word)
    {
        uint hash = (uint)word.Length;
        foreach (var c in word)
        {
            hash = BitOperations.RotateLeft(hash, 5) ^ (c & ~0x20u);
            hash *= 0x9E3779B1;
        }

        return (int)(hash >> (32 - Bits));
    }

    private static string[] CreateNames()
    {
        var names = Enum.GetNames<Keyword>();
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = names[i].ToUpperInvariant();
        }

        return names;
    }

    private static ushort[] CreateSlots()
    {
        var slots = new ushort[1 << Bits];
        for (var i = 1; i < Names.Length; i++)
        {
            var slot = Hash(Names[i]);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & ((1 << Bits) - 1);
            }

            slots[slot] = (ushort)i;
        }

        return slots;
    }

    private static bool[] CreateOperands()
    {
        var operands = new bool[Names.Length];
        foreach (var keyword in (ReadOnlySpan<Keyword>)[
            Keyword.All, Keyword.And, Keyword.Any, Keyword.Between, Keyword.By, Keyword.Call, Keyword.Case, Keyword.Distinct, Keyword.Else,
            Keyword.Escape, Keyword.Except, Keyword.Exec, Keyword.From, Keyword.Having, Keyword.If, Keyword.Ilike, Keyword.In, Keyword.Intersect,
            Keyword.Into, Keyword.Is, Keyword.Join, Keyword.Like, Keyword.Limit, Keyword.Not, Keyword.Offset, Keyword.On, Keyword.Or,
            Keyword.Return, Keyword.Returning, Keyword.Select, Keyword.Set, Keyword.Some, Keyword.Symmetric, Keyword.Table, Keyword.Then,
            Keyword.To, Keyword.Union, Keyword.Update, Keyword.Using, Keyword.Values, Keyword.When, Keyword.Where, Keyword.As, Keyword.Xor,
            Keyword.Regexp, Keyword.Rlike, Keyword.Top, Keyword.Default])
        {
            operands[(int)keyword] = true;
        }

        return operands;
    }
}
