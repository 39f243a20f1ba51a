using System.Numerics;
using System.Runtime.CompilerServices;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>
/// The fingerprint's hash: every piece of the canonical form becomes a number, and the numbers are folded in order by a 64 × 64
/// → 128 bit multiplication whose halves are xor-ed (the "mum" step of wyhash). No seed, no culture, no byte order of the machine.
/// </summary>
internal static class TokenHash
{
    public const ulong Initial = 0x243F6A8885A308D3;
    public const ulong Marker = 0x13198A2E03707344;
    public const ulong List = 0xA4093822299F31D0;
    public const ulong Array = 0x452821E638D01377;
    public const ulong RowSeed = 0x082EFA98EC4E6C89;
    private const ulong Secret0 = 0xA0761D6478BD642F;
    private const ulong Secret1 = 0xE7037ED1A0B428DB;
    private const ulong Secret2 = 0x8EBC6AF09C88C6E3;
    private const ulong Secret3 = 0x589965CC75374CC3;

    /// <summary>Adds a piece to the hash of what stands before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, ulong piece) => Mum(hash ^ Secret0, piece ^ Secret1);

    /// <summary>A word of at most sixteen characters, from its bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Word(ulong low, ulong high) => (low * Secret2) ^ BitOperations.RotateLeft(high * Secret3, 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Punctuation(char c) => c * 0x9E3779B97F4A7C15UL;

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
        var hash = Secret3 ^ ((ulong)kind << 32) ^ (ulong)piece.Length;
        for (var start = 0; start == 0 || start < piece.Length; start += 8)
        {
            hash = Mum(hash ^ Four(piece, start, fold), Secret2 ^ Four(piece, start + 4, fold));
        }

        return hash;
    }

    public static ulong Finish(ulong hash) => Mum(hash ^ Secret2, Secret3);

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mum(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
