namespace PerfDb.Driver.Sql.Classifying;

/// <summary>
/// Operations and targets as written, in order of appearance, at most 255 characters, by the OpenTelemetry rules for
/// <c>db.query.summary</c>: no aliases, no names of common table expressions, no values.
/// </summary>
internal sealed class SummaryWriter
{
    public const int MaxLength = 255;
    private readonly char[] _chars = new char[MaxLength];
    private int _length;
    private bool _isFull;

    public void Clear()
    {
        _length = 0;
        _isFull = false;
    }

    /// <summary>Adds a word, whole or not at all; after the first that has no room nothing is added.</summary>
    public void Add(ReadOnlySpan<char> word)
    {
        var space = _length > 0 ? 1 : 0;
        if (_isFull || word.IsEmpty || _length + space + word.Length > MaxLength)
        {
            _isFull |= !word.IsEmpty;
            return;
        }

        if (space > 0)
        {
            _chars[_length++] = ' ';
        }

        word.CopyTo(_chars.AsSpan(_length));
        _length += word.Length;
    }

    public override string ToString() => _length == 0 ? "" : new string(_chars, 0, _length);
}
