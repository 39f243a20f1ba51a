using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PerfDb.Driver.Sql.Lexing;

/// <summary>
/// A stretch of a text narrowed to bytes, with one bit per character for "belongs to a word", "is white space" and "is an
/// apostrophe". The tokenizer then finds the end of a run by counting zeros instead of looking at characters. A character
/// above 255 is byte 255; behind the text stand zeros, so that no look at the next character needs a bounds check.
/// </summary>
internal ref struct TextWindow
{
    public const int BlockSize = 64;
    public const int Blocks = 8;

    /// <summary>A look at a position must leave one block behind it.</summary>
    public const int MaxOffset = (Blocks - 1) * BlockSize;

    private readonly ReadOnlySpan<char> _text;
    private readonly ref byte _bytes;
    private readonly ref ulong _bits;
    private readonly byte _extraWordByte;

    public TextWindow(ReadOnlySpan<char> text, ref TextWindowMemory memory, byte extraWordByte, int start)
    {
        _text = text;
        _bytes = ref Unsafe.As<TextWindowMemory, byte>(ref memory);
        _bits = ref Unsafe.As<byte, ulong>(ref Unsafe.Add(ref _bytes, TextWindowMemory.BitsOffset));
        _extraWordByte = extraWordByte;
        Fill(start);
    }

    /// <summary>Where in the text the window begins.</summary>
    public int Start { get; private set; }

    /// <summary>The first character of the window.</summary>
    public readonly ref byte Bytes => ref _bytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly byte ByteAt(int offset) => Unsafe.Add(ref _bytes, offset);

    /// <summary>Eight characters as bytes, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong BytesAt(int offset)
    {
        var bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _bytes, offset));
        return BitConverter.IsLittleEndian ? bytes : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bytes);
    }

    /// <summary>The bits of one block for "belongs to a word".</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong WordBits(int block) => Unsafe.Add(ref _bits, block);

    /// <summary>How many characters from here belong to a word; 64 means that many or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int WordRun(int offset) => BitOperations.TrailingZeroCount(~BitsAt(offset, 0));

    /// <summary>How many characters from here are white space; 64 means that many or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int SpaceRun(int offset) => BitOperations.TrailingZeroCount(~BitsAt(offset, Blocks + 1));

    /// <summary>How many characters from here are not an apostrophe; 64 means that many or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int UntilQuote(int offset) => BitOperations.TrailingZeroCount(BitsAt(offset, 2 * (Blocks + 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong BitsAt(int offset, int plane)
    {
        ref var bits = ref Unsafe.Add(ref _bits, plane + (offset >> 6));
        var shift = offset & 63;
        return (bits >> shift) | (Unsafe.Add(ref bits, 1) << 1 << (63 - shift));
    }

    /// <summary>Moves the window to a position of the text.</summary>
    public void Fill(int position)
    {
        Start = position;
        var block = 0;
        ref var chars = ref MemoryMarshal.GetReference(_text);
        for (; block < Blocks && _text.Length - position >= BlockSize; block++, position += BlockSize)
        {
            Classify(ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref chars, position)), block);
        }

        if (block < Blocks)
        {
            Span<ushort> tail = stackalloc ushort[BlockSize];
            tail.Clear();
            MemoryMarshal.Cast<char, ushort>(_text[position..]).CopyTo(tail);
            Classify(ref tail[0], block++);
        }

        // The plane's word behind the last block is read by looks near its end.
        Unsafe.Add(ref _bits, block) = 0;
        Unsafe.Add(ref _bits, block + Blocks + 1) = 0;
        Unsafe.Add(ref _bits, block + (2 * (Blocks + 1))) = 0;
    }

    private readonly void Classify(ref ushort chars, int block)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ClassifyWide(ref chars, block);
            return;
        }

        ulong words = 0, spaces = 0, quotes = 0;
        for (var i = 0; i < BlockSize; i += Vector128<byte>.Count)
        {
            var low = Vector128.LoadUnsafe(ref chars, (nuint)i);
            var high = Vector128.LoadUnsafe(ref chars, (nuint)(i + Vector128<ushort>.Count));
            var bytes = Vector128.Narrow(Vector128.Min(low, Vector128.Create((ushort)255)), Vector128.Min(high, Vector128.Create((ushort)255)));
            bytes.StoreUnsafe(ref _bytes, (nuint)((block * BlockSize) + i));
            var letters = Vector128.LessThanOrEqual((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)25));
            var digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
            var others = Vector128.Equals(bytes, Vector128.Create((byte)'_')) | Vector128.Equals(bytes, Vector128.Create((byte)'$'))
                | Vector128.Equals(bytes, Vector128.Create(_extraWordByte));
            words |= (ulong)(letters | digits | others | bytes).ExtractMostSignificantBits() << i;
            var blanks = Vector128.Equals(bytes, Vector128.Create((byte)' '))
                | Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'\t'), Vector128.Create((byte)4));
            spaces |= (ulong)blanks.ExtractMostSignificantBits() << i;
            quotes |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)'\'')).ExtractMostSignificantBits() << i;
        }

        Store(block, words, spaces, quotes);
    }

    private readonly void ClassifyWide(ref ushort chars, int block)
    {
        var low = Vector512.LoadUnsafe(ref chars);
        var high = Vector512.LoadUnsafe(ref chars, (nuint)Vector512<ushort>.Count);
        var bytes = Vector512.Narrow(Vector512.Min(low, Vector512.Create((ushort)255)), Vector512.Min(high, Vector512.Create((ushort)255)));
        bytes.StoreUnsafe(ref _bytes, (nuint)(block * BlockSize));
        var letters = Vector512.LessThanOrEqual((bytes | Vector512.Create((byte)0x20)) - Vector512.Create((byte)'a'), Vector512.Create((byte)25));
        var digits = Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)'0'), Vector512.Create((byte)9));
        var others = Vector512.Equals(bytes, Vector512.Create((byte)'_')) | Vector512.Equals(bytes, Vector512.Create((byte)'$'))
            | Vector512.Equals(bytes, Vector512.Create(_extraWordByte));
        var blanks = Vector512.Equals(bytes, Vector512.Create((byte)' '))
            | Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)'\t'), Vector512.Create((byte)4));
        Store(
            block,
            (letters | digits | others | bytes).ExtractMostSignificantBits(),
            blanks.ExtractMostSignificantBits(),
            Vector512.Equals(bytes, Vector512.Create((byte)'\'')).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Store(int block, ulong words, ulong spaces, ulong quotes)
    {
        Unsafe.Add(ref _bits, block) = words;
        Unsafe.Add(ref _bits, block + Blocks + 1) = spaces;
        Unsafe.Add(ref _bits, block + (2 * (Blocks + 1))) = quotes;
    }
}
