using System.Numerics;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>A 64-bit hash of UTF-16 text that is the same on every machine and in every process.</summary>
internal static class FingerprintHash
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var hash = Prime3 ^ (ulong)text.Length;
        foreach (var c in text)
        {
            hash = BitOperations.RotateLeft(hash ^ (c * Prime2), 27) * Prime1;
        }

        hash ^= hash >> 33;
        hash *= Prime2;
        hash ^= hash >> 29;
        hash *= Prime3;
        return hash ^ (hash >> 32);
    }
}
