using System.Runtime.InteropServices;

namespace PerfDb.Driver.Sql;

/// <summary>A counter that shares its cache line with no other.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct PaddedCount
{
    [FieldOffset(64)]
    public long Value;
}
