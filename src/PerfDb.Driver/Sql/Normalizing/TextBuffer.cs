using System.Buffers;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>A growing text on rented memory; its owner returns the memory with <see cref="Dispose"/>.</summary>
internal ref struct TextBuffer(int capacity)
{
    private char[] _chars = ArrayPool<char>.Shared.Rent(Math.Max(capacity, 16));

    public int Length { get; set; }

    public readonly ReadOnlySpan<char> Written => _chars.AsSpan(0, Length);

    public void Append(char c)
    {
        if (Length == _chars.Length)
        {
            Grow(1);
        }

        _chars[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _chars.Length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    public override readonly string ToString() => Written.ToString();

    public void Dispose()
    {
        var chars = _chars;
        _chars = [];
        if (chars.Length > 0)
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(Length + more, _chars.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
