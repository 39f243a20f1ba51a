using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>
/// The fingerprint's hash: every piece of the canonical form becomes a number, and the numbers are folded in order by the round
/// and the final mixing of XXH64. No seed, no culture, no byte order of the machine.
/// </summary>
internal static class TokenHash
{
    public const ulong Initial = 0x243F6A8885A308D3;
    public const ulong Marker = 0x13198A2E03707344;
    public const ulong List = 0xA4093822299F31D0;
    public const ulong Array = 0x452821E638D01377;
    public const ulong RowSeed = 0x082EFA98EC4E6C89;
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    /// <summary>Adds a piece to the hash of what stands before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, ulong piece) => BitOperations.RotateLeft(hash + (piece * Prime2), 31) * Prime1;

    /// <summary>A word of at most sixteen characters, from its bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Word(ulong low, ulong high) => (low * Prime3) ^ BitOperations.RotateLeft(high * Prime4, 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Punctuation(char c) => c * 0x9E3779B97F4A7C15UL;

    /// <summary>An operator of one character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Operator(byte c) => c * 0xD6E8FEB86659FD93UL;

    /// <summary>A quoted name of at most sixteen ASCII characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Quoted(ulong low, ulong high, char quote) => Word(low, high) ^ (quote * 0xCA5A826395121157UL);

    /// <summary>A name in quotes, an operator, a kept number or a hint.</summary>
    public static ulong Piece(ReadOnlySpan<char> piece, TokenKind kind, bool fold)
    {
        if (kind == TokenKind.Operator && piece.Length == 1)
        {
            return Operator((byte)piece[0]);
        }

        if (kind == TokenKind.QuotedName && piece.Length is > 2 and <= 18 && piece[1] != '&')
        {
            Span<char> name = stackalloc char[16];
            name = name[..(piece.Length - 2)];
            piece[1..^1].CopyTo(name);
            if (Ascii.IsValid(name))
            {
                if (fold)
                {
                    Ascii.ToLowerInPlace(name, out _);
                }

                KeywordTable.TryPack(name, out var low, out var high, fold: false);
                return Quoted(low, high, piece[0]);
            }
        }

        return Text(piece, kind, fold);
    }

    /// <summary>A word of any length: the short form if it fits, so that quotes around a plain name make no difference.</summary>
    public static ulong AnyWord(ReadOnlySpan<char> word, bool fold)
    {
        if (!KeywordTable.TryPack(word, out var low, out var high, fold))
        {
            return LongWord(word, fold);
        }

        return Word(low, high);
    }

    public static ulong LongWord(ReadOnlySpan<char> word, bool fold) => Text(word, TokenKind.Word, fold);

    /// <summary>A piece of any characters.</summary>
    public static ulong Text(ReadOnlySpan<char> piece, TokenKind kind, bool fold)
    {
        var hash = Prime5 ^ ((ulong)kind << 32) ^ (ulong)piece.Length;
        for (var start = 0; start < piece.Length; start += 4)
        {
            hash = Add(hash, Four(piece, start, fold));
        }

        return hash;
    }

    public static ulong Finish(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= Prime2;
        hash ^= hash >> 29;
        hash *= Prime3;
        return hash ^ (hash >> 32);
    }

    /// <summary>Four characters, the first one lowest, zeros behind the end.</summary>
    private static ulong Four(ReadOnlySpan<char> piece, int start, bool fold)
    {
        var result = 0UL;
        var end = Math.Min(start + 4, piece.Length);
        for (var i = start; i < end; i++)
        {
            var c = piece[i];
            c = fold && char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
            result |= (ulong)c << (16 * (i - start));
        }

        return result;
    }
}
