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
    private const int MaxKeptDigits = 5;

    private readonly ReadOnlySpan<char> _text;
    private readonly LexicalRules _rules;
    private SqlTokenizer _tokenizer;
    private TSink _sink;
    private RowStack _rows;
    private SinkMark _signs;
    private ulong _byLists;
    private int _depth;
    private int _typeDepth;
    private Pending _pending;
    private Mode _mode;
    private TokenKind _previousKind;
    private char _previousFirst;
    private Keyword _previous;
    private Keyword _beforePrevious;
    private Keyword _clause;
    private Keyword _verb;
    private bool _previousIsType;
    private bool _written;

    public Normalizer(ReadOnlySpan<char> text, LexicalRules rules, SqlTokenizer tokenizer, TSink sink)
    {
        _text = text;
        _rules = rules;
        _tokenizer = tokenizer;
        _sink = sink;
    }

    [Flags]
    private enum Pending : byte
    {
        None = 0,

        /// <summary>A semicolon, which counts only between two statements.</summary>
        Separator = 1,

        /// <summary>Signs already written, which a value takes back.</summary>
        Signs = 2,

        /// <summary>The comma behind a row, which counts only if no row follows.</summary>
        RowComma = 4,

        /// <summary>A row has ended.</summary>
        RowEnd = 8,
    }

    private enum Mode : byte
    {
        None = 0,

        /// <summary>The next name means nothing beyond the session: a savepoint, cursor or prepared statement.</summary>
        VolatileName,

        /// <summary>All names of the statement but its direction words are volatile: FETCH, MOVE.</summary>
        VolatileNames,

        /// <summary>SET: the next = or TO begins the value.</summary>
        Setting,

        /// <summary>The value of SET: one marker for all of it.</summary>
        SettingValue,

        /// <summary>The rest of the value of SET, already marked.</summary>
        SettingRest,
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
            if (TSink.HashesOnly && _pending == Pending.None && _mode == Mode.None && _verb is not (Keyword.None or Keyword.Create or Keyword.Alter))
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
        var state = new LaneState
        {
            Hash = _sink.State,
            ByLists = _byLists,
            Depth = _depth,
            HasRows = !_rows.IsEmpty,
            Previous = _previous,
            BeforePrevious = _beforePrevious,
            PreviousFirst = _previousFirst,
        };
        _tokenizer.RunFastLane(ref state);
        if (!state.HasMoved)
        {
            return;
        }

        _sink.State = state.Hash;
        _byLists = state.ByLists;
        _depth = state.Depth;
        _previous = state.Previous;
        _beforePrevious = state.BeforePrevious;
        _previousFirst = state.PreviousFirst;
        _previousKind = state.PreviousFirst switch
        {
            'a' => TokenKind.Word,
            '?' => TokenKind.Parameter,
            '"' => TokenKind.QuotedName,
            '(' or ')' or ',' or '.' or '[' or ']' or ';' or '{' or '}' => TokenKind.Punctuation,
            _ => TokenKind.Operator,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteWord()
    {
        _sink.Source(ref _tokenizer, false);
        _sink.Word(ref _tokenizer);
        Remember(TokenKind.Word, _tokenizer.Keyword, 'a');
        _previousIsType = _verb is Keyword.Create or Keyword.Alter && KeywordRules.IsTypeName(_tokenizer.Written);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Remember(TokenKind kind, Keyword keyword, char first)
    {
        _beforePrevious = _previous;
        _previous = keyword;
        _previousKind = kind;
        _previousFirst = first;
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
        _depth = 0;
        _typeDepth = 0;
        _byLists = 0;
        _mode = Mode.None;
        _verb = Keyword.None;
        _clause = Keyword.None;
        Remember(TokenKind.End, Keyword.None, ';');
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
        var carriesData = written.ContainsAny('\'', '"', '`') || HasLongNumber(written);
        _sink.Source(ref _tokenizer, carriesData);
        _sink.Piece(carriesData ? "/*+ ? */" : written, TokenKind.Hint);
    }

    private static bool HasLongNumber(ReadOnlySpan<char> written)
    {
        var run = 0;
        foreach (var c in written)
        {
            run = char.IsAsciiDigit(c) ? run + 1 : 0;
            if (run > MaxKeptDigits)
            {
                return true;
            }
        }

        return false;
    }

    private void AcceptValue()
    {
        BeginStatementIfNone();
        var kind = _tokenizer.Kind;
        if (kind == TokenKind.Number && IsKeptNumber())
        {
            Flush();
            _sink.Source(ref _tokenizer, false);
            _sink.Piece(_tokenizer.Written, TokenKind.Number);
            Remember(TokenKind.Number, Keyword.None, '0');
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
        if (_mode == Mode.SettingRest)
        {
            return;
        }

        _mode = _mode == Mode.SettingValue ? Mode.SettingRest : _mode == Mode.VolatileName ? Mode.None : _mode;
        _sink.Marker();
        Remember(TokenKind.Parameter, Keyword.None, '?');
    }

    /// <summary>Ordinals of ORDER BY and GROUP BY mean columns; lengths and precisions in a definition mean types.</summary>
    private readonly bool IsKeptNumber()
    {
        if ((_pending & Pending.Signs) != 0 || _tokenizer.Length > MaxKeptDigits || _tokenizer.Written.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        if (_typeDepth > 0 && _typeDepth == _depth)
        {
            return _previousKind == TokenKind.Punctuation && _previousFirst is '(' or ',' && NextIs(",)");
        }

        var ordinal = _previous == Keyword.By && (_beforePrevious is Keyword.Order or Keyword.Group);
        ordinal |= _previousKind == TokenKind.Punctuation && _previousFirst == ',' && _depth < 64 && ((_byLists >> _depth) & 1) != 0;
        return ordinal && _tokenizer.Length < MaxKeptDigits && EndsOrdinal();
    }

    private readonly bool NextIs(string characters)
    {
        var i = SkipBlank(_tokenizer.End);
        return i < _text.Length && characters.Contains(_text[i], StringComparison.Ordinal);
    }

    private readonly bool EndsOrdinal()
    {
        var i = SkipBlank(_tokenizer.End);
        return i >= _text.Length || _text[i] is ',' or ')' or ';' || char.IsAsciiLetter(_text[i]);
    }

    /// <summary>The next place that is neither blank nor comment.</summary>
    private readonly int SkipBlank(int i)
    {
        while (i < _text.Length)
        {
            var next = i + 1 < _text.Length ? _text[i + 1] : '\0';
            if (_text[i] is ' ' or (>= '\t' and <= '\r'))
            {
                i++;
            }
            else if (_text[i] == '-' && next == '-')
            {
                var line = _text[i..].IndexOfAny('\n', '\r');
                i = line < 0 ? _text.Length : i + line;
            }
            else if (_text[i] == '/' && next == '*')
            {
                var close = _text[(i + 2)..].IndexOf("*/");
                i = close < 0 ? _text.Length : i + close + 4;
            }
            else
            {
                return i;
            }
        }

        return i;
    }

    private void AcceptWord()
    {
        var keyword = _tokenizer.Keyword;
        if (_verb == Keyword.None)
        {
            BeginStatement(keyword);
        }
        else if (_mode != Mode.None && AcceptInMode(keyword))
        {
            return;
        }

        if (KeywordRules.IsSpecial(keyword) && AcceptSpecial(keyword))
        {
            return;
        }

        Flush();
        WriteWord();
    }

    /// <summary>A verb stands first, behind opening brackets at most.</summary>
    private void BeginStatementIfNone()
    {
        if (_verb == Keyword.None)
        {
            BeginStatement(Keyword.None);
        }
    }

    private void BeginStatement(Keyword keyword)
    {
        // A statement without a known verb still has begun.
        _verb = keyword == Keyword.None ? Keyword.Unknown : keyword;
        _clause = keyword;
        _mode = keyword switch
        {
            Keyword.Savepoint or Keyword.Release or Keyword.Close => Mode.VolatileName,
            Keyword.Prepare or Keyword.Deallocate or Keyword.Declare when _rules.IsPostgreSql => Mode.VolatileName,
            Keyword.Execute when _rules.IsPostgreSql || _rules.Dialect == SqlDialect.MySql => Mode.VolatileName,
            Keyword.Prepare or Keyword.Deallocate when _rules.Dialect == SqlDialect.MySql => Mode.VolatileName,
            Keyword.Rollback => Mode.Setting,
            Keyword.Fetch or Keyword.Move when _rules.IsPostgreSql => Mode.VolatileNames,
            Keyword.Set when _rules.IsPostgreSql => Mode.Setting,
            _ => Mode.None,
        };
    }

    /// <summary>Whether the word was dealt with.</summary>
    private bool AcceptInMode(Keyword keyword)
    {
        switch (_mode)
        {
            case Mode.VolatileName when keyword is Keyword.All or Keyword.Savepoint or Keyword.Prepare or Keyword.Transaction:
                _mode = keyword is Keyword.Savepoint or Keyword.Prepare ? Mode.VolatileName : Mode.None;
                return false;
            case Mode.VolatileName:
                _mode = Mode.None;
                Mark(false);
                return true;
            case Mode.VolatileNames when keyword is Keyword.From or Keyword.In or Keyword.All or Keyword.First or Keyword.Last or Keyword.Next:
            case Mode.VolatileNames when _depth > 0 || KeywordRules.IsDirection(_tokenizer.Written):
                return false;
            case Mode.VolatileNames:
                Mark(false);
                return true;
            case Mode.Setting when keyword == Keyword.To:
                _mode = _verb == Keyword.Rollback ? Mode.VolatileName : Mode.SettingValue;
                return false;
            case Mode.SettingValue when keyword == Keyword.Default:
                _mode = Mode.SettingRest;
                return false;
            case Mode.SettingValue or Mode.SettingRest:
                Mark(false);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether the keyword was dealt with.</summary>
    private bool AcceptSpecial(Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.Null when _tokenizer.OperandExpected && _previous is not (Keyword.Not or Keyword.Is or Keyword.Set or Keyword.Default):
            case Keyword.True or Keyword.False when _tokenizer.OperandExpected && _previous != Keyword.Is && !(_previous == Keyword.Not && _beforePrevious == Keyword.Is):
            case Keyword.All when _previous == Keyword.Limit:
                Mark(false);
                return true;
            case Keyword.Inner when !_tokenizer.OperandExpected:
            case Keyword.Outer when _previous is Keyword.Left or Keyword.Right or Keyword.Full:
                // INNER JOIN is JOIN, LEFT OUTER JOIN is LEFT JOIN.
                _sink.Source(ref _tokenizer, false);
                _tokenizer.TakeAsNothing();
                return true;
            case Keyword.By:
                _byLists |= _previous is Keyword.Order or Keyword.Group && _depth < 64 ? 1UL << _depth : 0;
                _clause = _previous is Keyword.Order or Keyword.Group or Keyword.Partition ? keyword : Keyword.None;
                return false;
            case Keyword.Null or Keyword.True or Keyword.False or Keyword.All or Keyword.Inner or Keyword.Outer:
                return false;
            default:
                _byLists &= _depth < 64 ? ~(1UL << _depth) : ulong.MaxValue;
                _clause = keyword;
                return false;
        }
    }

    private void AcceptQuotedName()
    {
        var written = _tokenizer.Written;
        BeginStatementIfNone();

        if (_mode is Mode.VolatileName or Mode.SettingValue or Mode.SettingRest || (_mode == Mode.VolatileNames && _depth == 0))
        {
            _mode = _mode == Mode.VolatileName ? Mode.None : _mode;
            Mark(_mode is Mode.SettingValue or Mode.SettingRest);
            return;
        }

        if (_rules.DoubleQuotesMayBeStrings && written[0] == '"' && !IsProvenName())
        {
            HasLiterals = true;
            Mark(true);
            return;
        }

        Flush();
        _sink.Source(ref _tokenizer, false);
        if (IsPlain(written))
        {
            _sink.PlainName(written[1..^1]);
        }
        else
        {
            _sink.Piece(written, TokenKind.QuotedName);
        }

        Remember(TokenKind.QuotedName, Keyword.None, '"');
    }

    /// <summary>
    /// Whether "x" stands where only a name can stand. SQLite takes it for a string where no such name exists, so in any other
    /// place it may be data.
    /// </summary>
    private readonly bool IsProvenName()
    {
        var next = SkipBlank(_tokenizer.End);
        var c = next < _text.Length ? _text[next] : '\0';
        var alias = !_tokenizer.OperandExpected && (_previousKind is not (TokenKind.Word or TokenKind.QuotedName) || _clause == Keyword.From);
        if (alias || _previousFirst == '.' || c is '.' || _previous is Keyword.As or Keyword.From or Keyword.Join or Keyword.Into
            or Keyword.Update or Keyword.Table or Keyword.Exists or Keyword.Returning or Keyword.Using or Keyword.Set)
        {
            return _previousKind != TokenKind.Operator;
        }

        if (_previous == Keyword.By)
        {
            return _clause == Keyword.By;
        }

        var listed = _previousKind == TokenKind.Punctuation && _previousFirst is ',' or '(';
        if (listed && _clause is Keyword.Into or Keyword.Table or Keyword.Index or Keyword.Using or Keyword.Create or Keyword.References
            or Keyword.Constraint or Keyword.Returning or Keyword.By or Keyword.Set or Keyword.With)
        {
            return true;
        }

        if (listed && _previousFirst == ',' && _clause == Keyword.From)
        {
            return true;
        }

        // A constant is not compared with another: "Id" = @p, "Id" = 5.
        return _clause is Keyword.Where or Keyword.On or Keyword.Having && IsPlain(_tokenizer.Written, anyCase: true) && c is '=' or '<' or '>' or '!'
            && ComparesWithValue(next);
    }

    private readonly bool ComparesWithValue(int i)
    {
        while (i < _text.Length && _text[i] is '=' or '<' or '>' or '!')
        {
            i++;
        }

        i = SkipBlank(i);
        return i < _text.Length && (char.IsAsciiDigit(_text[i]) || _text[i] is '@' or ':' or '?' or '$' or '-' or '\'');
    }

    private readonly bool IsPlain(ReadOnlySpan<char> written, bool anyCase = false)
    {
        if (written.Length < 3 || written[0] is 'U' or 'u' || char.IsAsciiDigit(written[1]))
        {
            return false;
        }

        anyCase |= !_rules.FoldsUnquoted || _rules.FoldsQuoted;
        var name = written[1..^1];
        foreach (var c in name)
        {
            if (!(char.IsAsciiLetterLower(c) || c == '_' || char.IsAsciiDigit(c) || (anyCase && char.IsAsciiLetterUpper(c))))
            {
                return false;
            }
        }

        return KeywordTable.Find(name) == Keyword.None;
    }

    private void AcceptOperator()
    {
        BeginStatementIfNone();
        var length = _tokenizer.Length;
        var first = _tokenizer.First;
        if (length == 1 && first is '-' or '+' && _tokenizer.OperandExpected && _mode == Mode.None)
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

        if (_mode is Mode.Setting or Mode.SettingValue or Mode.SettingRest && AcceptOperatorInSetting(first))
        {
            return;
        }

        Flush();
        _sink.Source(ref _tokenizer, false);
        if (first == '?' && length == 1)
        {
            // Told from a placeholder by position only, which the redacted text does not keep: so both are the marker.
            _sink.Marker();
            _mode = _mode == Mode.VolatileName ? Mode.None : _mode;
            Remember(TokenKind.Parameter, Keyword.None, '?');
            return;
        }

        var written = _tokenizer.Written;
        var canonical = written is "!=" ? "<>" : written is "==" ? "=" : written;
        _sink.Piece(canonical, TokenKind.Operator);
        Remember(TokenKind.Operator, Keyword.None, first);
    }

    private bool AcceptOperatorInSetting(char first)
    {
        if (_mode == Mode.Setting)
        {
            _mode = first == '=' && _verb == Keyword.Set ? Mode.SettingValue : _mode;
            return false;
        }

        _sink.Source(ref _tokenizer, false);
        return true;
    }

    private void AcceptPunctuation()
    {
        var c = _tokenizer.First;
        if (c == ';')
        {
            EndStatement();
            return;
        }

        if (_mode is Mode.SettingValue or Mode.SettingRest)
        {
            _sink.Source(ref _tokenizer, false);
            return;
        }

        if (c is '(' or '[')
        {
            AcceptOpen(c);
            return;
        }

        BeginStatementIfNone();

        if (c == ',' && (_pending & (Pending.RowEnd | Pending.RowComma)) == Pending.RowEnd)
        {
            _sink.Source(ref _tokenizer, false);
            _pending |= Pending.RowComma;
            return;
        }

        Flush();
        _sink.Source(ref _tokenizer, false);
        _sink.Punctuation(c);
        Remember(TokenKind.Punctuation, Keyword.None, c);
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

        var list = row || (_pending & Pending.Signs) == 0 && (c == '(' ? _previous is Keyword.In or Keyword.Values : _previous == Keyword.Array);
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

        var type = c == '(' && _previousKind == TokenKind.Word && _verb is Keyword.Create or Keyword.Alter && _previousIsType;
        _sink.Source(ref _tokenizer, false);
        _sink.Punctuation(c);
        Remember(TokenKind.Punctuation, Keyword.None, c);
        _clause = _clause is Keyword.Into or Keyword.Table or Keyword.Index or Keyword.Using or Keyword.Create or Keyword.References
            or Keyword.Constraint or Keyword.With ? _clause : Keyword.None;
        _depth++;
        _typeDepth = type ? _depth : 0;
        _byLists &= _depth < 64 ? ~(1UL << _depth) : ulong.MaxValue;
    }

    private bool BeginsRow()
    {
        if ((_pending & (Pending.RowEnd | Pending.RowComma)) == (Pending.RowEnd | Pending.RowComma))
        {
            return true;
        }

        return _previous == Keyword.Values && (_pending & (Pending.Signs | Pending.RowEnd)) == 0 && _rows.TryPush(_depth);
    }

    private void WriteList(int open, char c, bool row)
    {
        if (row)
        {
            _rows.Open(_sink.BeginRow(_rows.IsFirst));
        }

        _sink.List(ref _tokenizer, open, c);
        Remember(TokenKind.Punctuation, Keyword.None, c == '(' ? ')' : ']');
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
        _depth = Math.Max(_depth - 1, 0);
        _typeDepth = 0;
        _clause = _clause is Keyword.Create or Keyword.Table ? _clause : Keyword.None;
        if (_rows.IsOpen(_depth))
        {
            EndRow();
        }
    }
}
