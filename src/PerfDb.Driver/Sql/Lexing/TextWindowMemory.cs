using System.Runtime.CompilerServices;

namespace PerfDb.Driver.Sql.Lexing;

/// <summary>The memory of a <see cref="TextWindow"/>, a local of the method that scans: bytes first, then three planes of bits.</summary>
[InlineArray((BitsOffset / sizeof(ulong)) + (3 * (TextWindow.Blocks + 1)) + 1)]
internal struct TextWindowMemory
{
    /// <summary>One block more than the window, for looks behind its end.</summary>
    public const int BitsOffset = (TextWindow.Blocks + 1) * TextWindow.BlockSize;

    private ulong _first;
}
