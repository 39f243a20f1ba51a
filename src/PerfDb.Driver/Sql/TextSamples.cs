using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PerfDb.Driver.Sql;

/// <summary>Hashes of a text from a few places of it: where equality is checked anyway, reading all of it would be waste.</summary>
internal static class TextSamples
{
    private const ulong Secret0 = 0xA0761D6478BD642F;
    private const ulong Secret1 = 0xE7037ED1A0B428DB;

    /// <summary>From the length and two places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Quick(string text)
    {
        if (text.Length < 8)
        {
            return (uint)text.Length;
        }

        ref var chars = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text.AsSpan()));
        var middle = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref chars, (text.Length >> 1) * 2));
        var end = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref chars, (text.Length - 4) * 2));
        var high = Math.BigMul(middle ^ Secret0, end ^ Secret1 ^ (ulong)text.Length, out var low);
        return (uint)(high ^ low);
    }

    /// <summary>From the length and up to 32 places of four characters.</summary>
    public static uint Hash(string text)
    {
        var hash = Secret0 ^ (ulong)text.Length;
        ref var chars = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text.AsSpan()));
        var length = text.Length;
        if (length < 4)
        {
            for (var i = 0; i < length; i++)
            {
                hash = (hash ^ text[i]) * Secret1;
            }

            return (uint)(hash >> 32);
        }

        var step = Math.Max(4, length / 32);
        var sum = 0UL;
        for (var i = 0; i + 4 <= length; i += step)
        {
            var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref chars, i * 2));
            sum = (System.Numerics.BitOperations.RotateLeft(sum, 7) ^ word) * Secret1;
        }

        var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref chars, (length - 4) * 2));
        var high = Math.BigMul(hash ^ sum, last ^ Secret1, out var low);
        return (uint)((high ^ low) >> 16);
    }
}
