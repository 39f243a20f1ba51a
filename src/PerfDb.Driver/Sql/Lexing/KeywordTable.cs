using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PerfDb.Driver.Sql.Lexing;

/// <summary>Finds the keyword that a word spells, without regard to ASCII case and to nothing else.</summary>
/// <remarks>
/// A word of at most 16 characters is two numbers of eight bytes each, every byte with bit 5 set. On the characters of words
/// that folds letters and keeps everything else apart. The multiplier makes the hash perfect over the keywords; a test holds it to that.
/// </remarks>
internal static class KeywordTable
{
    public const int MaxLength = 17;
    public const ulong CaseBits = 0x2020202020202020;
    private const ulong Multiplier = 0x785729763A12917D;
    private const int SlotBits = 12;

    // The only keyword that does not fit into sixteen bytes.
    private const string LongKeyword = "CURRENT_TIMESTAMP";

    private static readonly string[] Names = CreateNames();
    private static readonly ulong[] Bytes = CreateBytes();
    private static readonly byte[] Slots = CreateSlots();
    private static readonly bool[] Operands = CreateOperands();

    /// <summary>The keyword in upper case.</summary>
    public static string Name(Keyword keyword) => Names[(int)keyword];

    /// <summary>How many keywords there are, with <see cref="Keyword.None"/>.</summary>
    public static int Count => Names.Length;

    /// <summary>Whether an operand follows the keyword, so that a sign belongs to the number behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ExpectsOperand(Keyword keyword) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Operands), (int)keyword);

    /// <summary>The keyword of a word given as bytes with bit 5 set and zeros behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Keyword Find(ulong low, ulong high)
    {
        // The slot has twelve bits and the table as many places; an index in it is one of the keywords'.
        var index = (int)Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Slots), Slot(low, high));
        ref var bytes = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Bytes), 2 * index);
        return ((bytes ^ low) | (Unsafe.Add(ref bytes, 1) ^ high)) == 0 ? (Keyword)index : Keyword.None;
    }

    public static Keyword Find(ReadOnlySpan<char> word)
    {
        if (word.Length == LongKeyword.Length)
        {
            return word.Equals(LongKeyword, StringComparison.OrdinalIgnoreCase) ? Keyword.Current_Timestamp : Keyword.None;
        }

        return TryPack(word, out var low, out var high) ? Find(low, high) : Keyword.None;
    }

    /// <summary>Packs an ASCII word of at most sixteen characters.</summary>
    public static bool TryPack(ReadOnlySpan<char> word, out ulong low, out ulong high, bool fold = true)
    {
        low = 0;
        high = 0;
        if (word.Length > 16)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] > 0x7F)
            {
                return false;
            }

            var folded = (ulong)(byte)(fold ? word[i] | 0x20 : word[i]) << (8 * (i & 7));
            low |= i < 8 ? folded : 0;
            high |= i < 8 ? 0 : folded;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(ulong low, ulong high) => (int)(((low ^ (high * 0x9E3779B97F4A7C15)) * Multiplier) >> (64 - SlotBits));

    private static string[] CreateNames()
    {
        var names = Enum.GetNames<Keyword>();
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = names[i].ToUpperInvariant();
        }

        return names;
    }

    private static ulong[] CreateBytes()
    {
        var bytes = new ulong[2 * Names.Length];
        for (var i = 1; i < Names.Length; i++)
        {
            if (TryPack(Names[i], out var low, out var high))
            {
                bytes[2 * i] = low;
                bytes[(2 * i) + 1] = high;
            }
        }

        return bytes;
    }

    private static byte[] CreateSlots()
    {
        var slots = new byte[1 << SlotBits];
        for (var i = 1; i < Names.Length; i++)
        {
            if (Bytes[2 * i] != 0)
            {
                slots[Slot(Bytes[2 * i], Bytes[(2 * i) + 1])] = (byte)i;
            }
        }

        return slots;
    }

    private static bool[] CreateOperands()
    {
        var operands = new bool[Names.Length];
        foreach (var keyword in (ReadOnlySpan<Keyword>)[
            Keyword.And, Keyword.Any, Keyword.Array, Keyword.As, Keyword.Asymmetric, Keyword.Between, Keyword.By, Keyword.Call,
            Keyword.Case, Keyword.Default, Keyword.Distinct, Keyword.Else, Keyword.Escape, Keyword.Except, Keyword.Exec, Keyword.From,
            Keyword.Glob, Keyword.Having, Keyword.If, Keyword.Ilike, Keyword.In, Keyword.Intersect, Keyword.Into, Keyword.Is, Keyword.Join,
            Keyword.Like, Keyword.Limit, Keyword.Not, Keyword.Offset, Keyword.On, Keyword.Or, Keyword.Regexp, Keyword.Return, Keyword.Returning,
            Keyword.Rlike, Keyword.Select, Keyword.Set, Keyword.Some, Keyword.Symmetric, Keyword.Table, Keyword.Then, Keyword.To, Keyword.Top,
            Keyword.Union, Keyword.Update, Keyword.Using, Keyword.Values, Keyword.When, Keyword.Where, Keyword.Xor])
        {
            operands[(int)keyword] = true;
        }

        return operands;
    }
}
