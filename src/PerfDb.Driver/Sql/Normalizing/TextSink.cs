using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>Keeps everything: the fingerprint, the canonical text, the redacted text and the tokens.</summary>
internal ref struct TextSink : INormalSink
{
    private readonly ReadOnlySpan<char> _text;
    private readonly LexicalRules _rules;
    private readonly ScanBuffers _buffers;
    private HashSink _hash;
    private int _redactedTo;
    private char _last;

    public TextSink(ReadOnlySpan<char> text, LexicalRules rules, ScanBuffers buffers)
    {
        _text = text;
        _rules = rules;
        _buffers = buffers;
        _hash = new HashSink(rules);
    }

    public static bool HashesOnly => false;

    public readonly ulong Hash => _hash.Hash;

    public ulong State { readonly get => _hash.State; set => _hash.State = value; }

    public void Source(scoped ref SqlTokenizer tokenizer, bool redact)
    {
        (tokenizer.Kind is TokenKind.Comment or TokenKind.Hint ? _buffers.Comments : _buffers.Tokens).Add(tokenizer.Token);
        Redact(tokenizer.Token, redact);
    }

    private void Redact(in SqlToken token, bool redact)
    {
        var redacted = _buffers.Redacted;
        if (token.Kind == TokenKind.Comment)
        {
            return;
        }

        var gap = _text[_redactedTo..token.Start];
        if (redacted.Length > 0 && !gap.IsEmpty)
        {
            // Comments leave, and still separate what they stood between.
            redacted.Append(IsBlank(gap) ? gap : " ");
        }

        else if (redacted.Length > 0 && Glues(token, redact, redacted.Written[^1]))
        {
            redacted.Append(' ');
        }

        _redactedTo = token.End;
        if (!redact)
        {
            redacted.Append(_text.Slice(token.Start, token.Length));
            return;
        }

        if (token.Kind == TokenKind.Hint)
        {
            redacted.Append("/*+ ? */");
            return;
        }

        redacted.Append('?');
        if (_rules.IsPostgreSql && token.End < _text.Length && _text[token.End] is '|' or '&' or '#' or '-')
        {
            // Otherwise the marker could read as the beginning of an operator.
            redacted.Append(' ');
        }
    }

    /// <summary>Whether the token and what stands before it would be read as one, once the text around them has changed.</summary>
    private readonly bool Glues(in SqlToken token, bool redact, char before) =>
        redact ? before == '@' && _rules.IsPostgreSql : before == '-' && token.Kind == TokenKind.Operator && token.First == '-';

    private static bool IsBlank(ReadOnlySpan<char> gap)
    {
        foreach (var c in gap)
        {
            if (c is not (' ' or (>= '\t' and <= '\r')))
            {
                return false;
            }
        }

        return true;
    }

    public void Word(scoped ref SqlTokenizer tokenizer)
    {
        _hash.Word(ref tokenizer);
        Space();
        if (tokenizer.Keyword != Keyword.None)
        {
            _buffers.Normalized.Append(KeywordTable.Name(tokenizer.Keyword));
            _last = 'K';
            return;
        }

        _buffers.Normalized.AppendFolded(tokenizer.Written, _rules.FoldsUnquoted);
        _last = 'a';
    }

    public void PlainName(ReadOnlySpan<char> name)
    {
        _hash.PlainName(name);
        Space();
        _buffers.Normalized.AppendFolded(name, _rules.FoldsUnquoted);
        _last = 'a';
    }

    public void Piece(ReadOnlySpan<char> piece, TokenKind kind)
    {
        _hash.Piece(piece, kind);
        var joins = kind == TokenKind.Operator && piece is "::" or "..";
        if (!joins)
        {
            Space();
        }

        var written = _buffers.Normalized;
        if (written.Length > 0 && piece[0] is '.' or ':' && written.Written[^1] == piece[0])
        {
            written.Append(' ');
        }

        _buffers.Normalized.AppendFolded(piece, kind == TokenKind.QuotedName && _rules.FoldsQuoted);
        _last = joins ? '(' : kind == TokenKind.QuotedName ? 'a' : '=';
    }

    public void Punctuation(char c)
    {
        _hash.Punctuation(c);
        if (c is '(' or '[' ? _last != 'a' : c is '{' or '}')
        {
            Space();
        }
        else if (c == ']' && _rules.BracketNames && _buffers.Normalized.Length > 0 && _buffers.Normalized.Written[^1] == ']')
        {
            // Two of them would be an escaped bracket within a name.
            _buffers.Normalized.Append(' ');
        }

        _buffers.Normalized.Append(c);
        _last = c is '(' or '[' or '.' ? '(' : c is ')' or ']' ? 'a' : c;
        _last = c == ')' ? ')' : _last;
    }

    public void Marker()
    {
        _hash.Marker();
        Space();
        _buffers.Normalized.Append('?');
        _last = '?';
    }

    public void Cut()
    {
        Marker();
        _buffers.Redacted.Append(" ?");
    }

    public void List(scoped ref SqlTokenizer tokenizer, int open, char bracket)
    {
        _hash.List(ref tokenizer, open, bracket);
        if (bracket == '(' || _last == '=')
        {
            Space();
        }

        _buffers.Normalized.Append(bracket == '(' ? "(?+)" : "[?+]");
        _last = ')';
        RedactList(open, tokenizer.End);
    }

    /// <summary>The list is read once more for the redacted text, which keeps its length.</summary>
    private void RedactList(int open, int end)
    {
        var memory = default(TextWindowMemory);
        var tokenizer = new SqlTokenizer(_text[..end], _rules, ref memory, open);
        while (tokenizer.Read())
        {
            if (tokenizer.Kind == TokenKind.Punctuation && tokenizer.First is '(' or ')' or '[' or ']')
            {
                _buffers.Tokens.Add(tokenizer.Token);
            }

            Redact(tokenizer.Token, tokenizer.Kind is TokenKind.String or TokenKind.Number || tokenizer.MayBeString);
        }
    }

    public readonly SinkMark Mark() => new(_hash.Mark().Hash, _buffers.Normalized.Length, 0, _last);

    public void Rewind(in SinkMark mark)
    {
        _hash.Rewind(mark);
        _buffers.Normalized.Length = mark.Start;
        _last = mark.Last;
    }

    public SinkMark BeginRow(bool isFirst)
    {
        var start = _buffers.Normalized.Length;
        var last = _last;
        _buffers.Normalized.Append(isFirst ? " " : ", ");
        _last = '(';
        return new SinkMark(_hash.BeginRow(isFirst).Hash, start, 0, last);
    }

    public SinkMark EndRow(in SinkMark begin, in SinkMark last)
    {
        var kept = _hash.EndRow(begin, last);
        if (last.Length != 0 && kept == last)
        {
            _buffers.Normalized.Length = begin.Start;
            _last = begin.Last;
        }

        return kept;
    }

    private readonly void Space()
    {
        if (_last != '(' && _buffers.Normalized.Length > 0)
        {
            _buffers.Normalized.Append(' ');
        }
    }
}
