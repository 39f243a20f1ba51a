using System.Runtime.CompilerServices;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>
/// Turns tokens into the canonical form: values become markers, lists collapse, words fold, spellings unify. The rules and
/// their deliberate mergers are in docs/reference/fingerprints.md; a change of any of them raises <see cref="SqlFingerprint.Version"/>.
/// </summary>
internal ref struct Normalizer<TSink>
    where TSink : struct, INormalSink, allows ref struct
{
    private readonly ReadOnlySpan<char> _text;
    private readonly LexicalRules _rules;
    private SqlTokenizer _tokenizer;
    private TSink _sink;
    private RowStack _rows;
    private SinkMark _signs;
    private Pending _pending;
    private StatementContext _context;
    private bool _written;

    public Normalizer(ReadOnlySpan<char> text, LexicalRules rules, SqlTokenizer tokenizer, TSink sink)
    {
        _text = text;
        _rules = rules;
        _tokenizer = tokenizer;
        _sink = sink;
        _context = new StatementContext(rules);
    }

    public readonly TSink Sink => _sink;

    public readonly bool IsDoubtful => _tokenizer.IsDoubtful;

    /// <summary>Whether the text carries values of its own.</summary>
    public bool HasLiterals { get; private set; }

    /// <param name="isCut">Whether the text goes on behind what is seen here; the rest is one value.</param>
    public void Run(bool isCut)
    {
        while (true)
        {
            if (TSink.HashesOnly && _pending == Pending.None && _context.Mode == Mode.None && _context.Verb is not (Keyword.None or Keyword.Create or Keyword.Alter))
            {
                RunFastLane();
            }

            if (!_tokenizer.Read())
            {
                break;
            }

            Accept();
        }

        if (isCut && !_tokenizer.IsDoubtful)
        {
            HasLiterals = true;
            Flush();
            _sink.Cut();
        }

        EndText();
    }

    private void RunFastLane()
    {
        var state = _context.ToLane(_sink.State, !_rows.IsEmpty);
        _tokenizer.RunFastLane(ref state);
        if (state.HasMoved)
        {
            _sink.State = state.Hash;
            _context.FromLane(state);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteWord()
    {
        _sink.Source(ref _tokenizer, false);
        _sink.Word(ref _tokenizer);
        _context.Remember(TokenKind.Word, _tokenizer.Keyword, 'a');
        _context.PreviousIsType = _context.Verb is Keyword.Create or Keyword.Alter && KeywordRules.IsTypeName(_tokenizer.Written);
    }

    private void EndText()
    {
        _pending &= ~Pending.Separator;
        Flush();
        CloseRows();
    }

    /// <summary>Before anything is written that is not a value: what waited for it is now known to count.</summary>
    private void Flush()
    {
        if (_pending != Pending.None)
        {
            FlushPending();
        }

        _written = true;
    }

    private void FlushPending()
    {
        if ((_pending & Pending.Separator) != 0)
        {
            _sink.Punctuation(';');
        }

        if ((_pending & Pending.RowEnd) != 0)
        {
            _rows.Pop();
        }

        if ((_pending & Pending.RowComma) != 0)
        {
            _sink.Punctuation(',');
        }

        _pending = Pending.None;
    }

    /// <summary>Rows that the text or the statement leaves open end with it.</summary>
    private void CloseRows()
    {
        while (!_rows.IsEmpty)
        {
            if (_rows.HasOpenRow)
            {
                _sink.EndRow(_rows.Begin, _rows.Last);
            }

            _rows.Pop();
        }
    }

    private void EndStatement()
    {
        _sink.Source(ref _tokenizer, false);
        _pending &= ~Pending.Signs;
        if ((_pending & (Pending.RowEnd | Pending.RowComma)) != 0)
        {
            FlushPending();
        }

        CloseRows();
        _pending |= _written ? Pending.Separator : Pending.None;
        _context.Reset();
    }

    private void Accept()
    {
        switch (_tokenizer.Kind)
        {
            case TokenKind.Comment:
                _sink.Source(ref _tokenizer, false);
                return;
            case TokenKind.Hint:
                AcceptHint();
                return;
            case TokenKind.Word:
                AcceptWord();
                return;
            case TokenKind.QuotedName:
                AcceptQuotedName();
                return;
            case TokenKind.Operator:
                AcceptOperator();
                return;
            case TokenKind.Punctuation:
                AcceptPunctuation();
                return;
            default:
                AcceptValue();
                return;
        }
    }

    private void AcceptHint()
    {
        // A hint changes the plan, so it belongs to the shape; one that quotes something or holds long numbers may carry data.
        Flush();
        var written = _tokenizer.Written;
        var carriesData = written.ContainsAny('\'', '"', '`') || TextLook.HasLongNumber(written);
        _sink.Source(ref _tokenizer, carriesData);
        _sink.Piece(carriesData ? "/*+ ? */" : written, TokenKind.Hint);
    }

    private void AcceptValue()
    {
        _context.BeginIfNone();
        var kind = _tokenizer.Kind;
        if (kind == TokenKind.Number && (_pending & Pending.Signs) == 0 && _context.KeepsNumber(_text, _tokenizer.Written, _tokenizer.End))
        {
            Flush();
            _sink.Source(ref _tokenizer, false);
            _sink.Piece(_tokenizer.Written, TokenKind.Number);
            _context.Remember(TokenKind.Number, Keyword.None, '0');
            return;
        }

        HasLiterals |= kind != TokenKind.Parameter;
        Mark(kind != TokenKind.Parameter);
    }

    /// <summary>Writes the marker in place of the current token.</summary>
    private void Mark(bool redact)
    {
        if ((_pending & Pending.Signs) != 0)
        {
            // A sign in front of a value is part of it.
            _sink.Rewind(_signs);
            _pending &= ~Pending.Signs;
        }

        Flush();
        _tokenizer.TakeAsValue();
        _sink.Source(ref _tokenizer, redact);
        if (_context.Mode == Mode.SettingRest)
        {
            return;
        }

        _context.Marked();
        _sink.Marker();
        _context.Remember(TokenKind.Parameter, Keyword.None, '?');
    }

    private void AcceptWord()
    {
        var keyword = _tokenizer.Keyword;
        var fate = WordFate.Write;
        if (_context.Verb == Keyword.None)
        {
            _context.Begin(keyword);
        }
        else if (_context.Mode != Mode.None)
        {
            fate = _context.InMode(keyword, _tokenizer.Written);
        }

        if (fate == WordFate.Write && KeywordRules.IsSpecial(keyword))
        {
            fate = _context.OfSpecial(keyword, _tokenizer.OperandExpected);
        }

        if (fate == WordFate.Mark)
        {
            Mark(redact: false);
            return;
        }

        if (fate == WordFate.Drop)
        {
            _sink.Source(ref _tokenizer, false);
            _tokenizer.TakeAsNothing();
            return;
        }

        Flush();
        WriteWord();
    }

    private void AcceptQuotedName()
    {
        var written = _tokenizer.Written;
        _context.BeginIfNone();

        if (_context.Mode is Mode.VolatileName or Mode.SettingValue or Mode.SettingRest || (_context.Mode == Mode.VolatileNames && _context.Depth == 0))
        {
            _context.Mode = _context.Mode == Mode.VolatileName ? Mode.None : _context.Mode;
            Mark(_context.Mode is Mode.SettingValue or Mode.SettingRest);
            return;
        }

        if (_rules.DoubleQuotesMayBeStrings && written[0] == '"' && !_context.ProvesName(_text, written, _tokenizer.End, _tokenizer.OperandExpected))
        {
            HasLiterals = true;
            Mark(true);
            return;
        }

        Flush();
        _sink.Source(ref _tokenizer, false);
        if (_context.IsPlain(written))
        {
            _sink.PlainName(written[1..^1]);
        }
        else
        {
            _sink.Piece(written, TokenKind.QuotedName);
        }

        _context.Remember(TokenKind.QuotedName, Keyword.None, '"');
    }

    private void AcceptOperator()
    {
        _context.BeginIfNone();
        var length = _tokenizer.Length;
        var first = _tokenizer.First;
        if (length == 1 && first is '-' or '+' && _tokenizer.OperandExpected && _context.Mode == Mode.None)
        {
            if ((_pending & Pending.Signs) == 0)
            {
                Flush();
                _signs = _sink.Mark();
            }

            _sink.Source(ref _tokenizer, false);
            _sink.Piece(_tokenizer.Written, TokenKind.Operator);
            _pending = Pending.Signs;
            return;
        }

        if (first == '?' && length == 1)
        {
            // Told from a placeholder by position only, which the redacted text does not keep: so both are the marker.
            Mark(redact: false);
            return;
        }

        if (_context.IsInSetting(first))
        {
            _sink.Source(ref _tokenizer, false);
            return;
        }

        Flush();
        _sink.Source(ref _tokenizer, false);
        var written = _tokenizer.Written;
        var canonical = written is "!=" ? "<>" : written is "==" ? "=" : written;
        _sink.Piece(canonical, TokenKind.Operator);
        _context.Remember(TokenKind.Operator, Keyword.None, first);
    }

    private void AcceptPunctuation()
    {
        var c = _tokenizer.First;
        if (c == ';')
        {
            EndStatement();
            return;
        }

        if (_context.Mode is Mode.SettingValue or Mode.SettingRest)
        {
            _sink.Source(ref _tokenizer, false);
            return;
        }

        if (c is '(' or '[')
        {
            AcceptOpen(c);
            return;
        }

        _context.BeginIfNone();

        if (c == ',' && (_pending & (Pending.RowEnd | Pending.RowComma)) == Pending.RowEnd)
        {
            _sink.Source(ref _tokenizer, false);
            _pending |= Pending.RowComma;
            return;
        }

        Flush();
        _sink.Source(ref _tokenizer, false);
        _sink.Punctuation(c);
        _context.Remember(TokenKind.Punctuation, Keyword.None, c);
        if (c is ')' or ']')
        {
            AcceptClose();
        }
    }

    private void AcceptOpen(char c)
    {
        var row = c == '(' && BeginsRow();
        if (row)
        {
            // The comma before a row is not written: rows stand for themselves.
            _pending &= ~(Pending.RowComma | Pending.RowEnd);
        }

        var list = row || (_pending & Pending.Signs) == 0 && (c == '(' ? _context.Previous is Keyword.In or Keyword.Values : _context.Previous == Keyword.Array);
        Flush();
        var open = _tokenizer.Start;
        if (list && _tokenizer.TrySkipList(out var literals))
        {
            HasLiterals |= literals;
            WriteList(open, c, row);
            return;
        }

        if (row)
        {
            _rows.Open(_sink.BeginRow(_rows.IsFirst));
        }

        _sink.Source(ref _tokenizer, false);
        _sink.Punctuation(c);
        _context.Open(c);
    }

    private bool BeginsRow()
    {
        if ((_pending & (Pending.RowEnd | Pending.RowComma)) == (Pending.RowEnd | Pending.RowComma))
        {
            return true;
        }

        return _context.Previous == Keyword.Values && (_pending & (Pending.Signs | Pending.RowEnd)) == 0 && _rows.TryPush(_context.Depth);
    }

    private void WriteList(int open, char c, bool row)
    {
        if (row)
        {
            _rows.Open(_sink.BeginRow(_rows.IsFirst));
        }

        _sink.List(ref _tokenizer, open, c);
        _context.Remember(TokenKind.Punctuation, Keyword.None, c == '(' ? ')' : ']');
        if (row)
        {
            EndRow();
        }
    }

    private void EndRow()
    {
        _rows.Close(_sink.EndRow(_rows.Begin, _rows.Last));
        _pending |= Pending.RowEnd;
    }

    private void AcceptClose()
    {
        _context.Close();
        if (_rows.IsOpen(_context.Depth))
        {
            EndRow();
        }
    }
}
