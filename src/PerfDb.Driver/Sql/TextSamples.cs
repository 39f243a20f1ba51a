using System.Numerics;
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
        var hash = (BitOperations.RotateLeft(middle, 29) ^ end ^ (ulong)text.Length) * Secret0;
        return (uint)(((hash ^ (hash >> 32)) * Secret1) >> 32);
    }

    /// <summary>From the length and up to 16 places of four characters.</summary>
    public static uint Hash(string text)
    {
        var hash = Secret0 ^ (ulong)text.Length;
        var length = text.Length;
        ref var chars = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text.AsSpan()));
        if (length < 4)
        {
            for (var i = 0; i < length; i++)
            {
                hash = (hash ^ text[i]) * Secret1;
            }

            return (uint)(hash >> 32);
        }

        // The products do not wait for each other; the place is part of each.
        var step = Math.Max(4, length >> 4);
        for (var i = 0; i + 4 <= length; i += step)
        {
            var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref chars, i * 2));
            hash += (word ^ (ulong)i) * Secret1;
        }

        var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref chars, (length - 4) * 2));
        hash += last * Secret0;
        return (uint)(((hash ^ (hash >> 32)) * Secret0) >> 32);
    }
}
