using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>The tokens of one statement, without comments, and looks at them that never fail.</summary>
internal readonly ref struct TokenCursor(ReadOnlySpan<char> text, ReadOnlySpan<SqlToken> tokens, LexicalRules rules)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly ReadOnlySpan<SqlToken> _tokens = tokens;

    public LexicalRules Rules { get; } = rules;

    public int Count => _tokens.Length;

    public SqlToken this[int index] => (uint)index < (uint)_tokens.Length ? _tokens[index] : default;

    public Keyword KeywordAt(int index) => this[index].Keyword;

    public bool Is(int index, char punctuation) => this[index].Is(punctuation);

    public ReadOnlySpan<char> WrittenAt(int index)
    {
        var token = this[index];
        return _text.Slice(token.Start, token.Length);
    }

    /// <summary>The text from the beginning of one token to the end of another.</summary>
    public ReadOnlySpan<char> WrittenBetween(int start, int end) => _text[this[start].Start..this[end].End];

    /// <summary>Whether an unquoted word spells this, in any case.</summary>
    public bool IsWord(int index, string word) =>
        this[index].Kind == TokenKind.Word && WrittenAt(index).Equals(word, StringComparison.OrdinalIgnoreCase);

    public string NameAt(int index) => NameDecoder.Decode(WrittenAt(index), this[index].Kind, Rules);

    /// <summary>The last token of a name that may be qualified: <c>a</c>, <c>a.b</c>, <c>a..b</c>.</summary>
    public int EndOfName(int start)
    {
        var end = start;
        while (true)
        {
            if (Is(end + 1, '.') && this[end + 2].IsName)
            {
                end += 2;
            }
            else if (this[end + 1] is { Kind: TokenKind.Operator, First: '.' } && this[end + 2].IsName)
            {
                end += 2;
            }
            else
            {
                return end;
            }
        }
    }

    /// <summary>The qualified name between two tokens.</summary>
    public TableName TableAt(int start, int end)
    {
        if (start == end)
        {
            return new TableName(null, NameAt(end));
        }

        var schema = NameAt(start);
        for (var i = start + 2; i < end; i += 2)
        {
            schema = string.Concat(schema, ".", NameAt(i));
        }

        return new TableName(schema, NameAt(end));
    }

    /// <summary>The bracket that closes the one at this place, or the last token.</summary>
    public int Close(int open)
    {
        var depth = 0;
        for (var i = open; i < Count; i++)
        {
            depth += _tokens[i].Is('(') ? 1 : _tokens[i].Is(')') ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return Count - 1;
    }

    /// <summary>The content of a plain string, or nothing.</summary>
    public ReadOnlySpan<char> StringAt(int index)
    {
        var written = WrittenAt(index);
        return this[index].Kind == TokenKind.String && written.Length >= 2 && written[0] == '\'' ? written[1..^1].Trim() : default;
    }
}
