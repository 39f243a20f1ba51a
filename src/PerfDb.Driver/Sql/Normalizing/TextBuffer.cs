using System.Text;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>A growing text on memory that is kept for the next one, unless it has grown beyond reason.</summary>
internal sealed class TextBuffer
{
    private const int MaxKept = 1 << 16;
    private char[] _chars = new char[1024];

    public int Length { get; set; }

    public ReadOnlySpan<char> Written => _chars.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        if (_chars.Length > MaxKept)
        {
            _chars = new char[1024];
        }
    }

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

    /// <summary>Appends with ASCII letters in lower case, if asked to.</summary>
    public void AppendFolded(ReadOnlySpan<char> text, bool fold)
    {
        var start = Length;
        Append(text);
        if (fold)
        {
            var appended = _chars.AsSpan(start, text.Length);
            if (Ascii.ToLowerInPlace(appended, out var done) != System.Buffers.OperationStatus.Done)
            {
                FoldSlowly(appended[done..]);
            }
        }
    }

    public override string ToString() => Written.ToString();

    private static void FoldSlowly(Span<char> text)
    {
        foreach (ref var c in text)
        {
            c = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }
    }

    private void Grow(int more) => Array.Resize(ref _chars, Math.Max(Length + more, _chars.Length * 2));
}
