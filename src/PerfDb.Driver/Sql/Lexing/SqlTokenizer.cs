using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace PerfDb.Driver.Sql.Lexing;

/// <summary>
/// Cuts a command text into tokens in one forward pass: total (any text, no exception), linear, without recursion or
/// allocation. White space lies between tokens; from the first doubt to the end of the text is one token.
/// </summary>
/// <remarks>
/// Two facts of the grammar are kept, because dialects cut the same characters differently by them: whether an operand is
/// expected (then <c>?</c> is a placeholder and <c>[</c> may open a name), and whether a bracket holds a subscript (then
/// <c>:</c> is a slice).
/// </remarks>
internal ref struct SqlTokenizer
{
    private static readonly SearchValues<char> OperatorChars = SearchValues.Create("+-*/<>=~!@#%^&|?:");
    private static readonly SearchValues<char> NonArithmetic = SearchValues.Create("~!@#%^&|`?");
    private static readonly SearchValues<char> ListFiller = SearchValues.Create("0123456789, \t\r\n");

    // MySQL's names may begin with digits; with more of them than this it is more likely a number with a slip.
    private const int MaxNameDigits = 5;

    private readonly ReadOnlySpan<char> _text;
    private readonly LexicalRules _rules;
    private readonly CharClass[] _classes;
    private TextWindow _window;
    private ulong _subscripts;
    private State _state;
    private State _next;
    private bool _inCodeComment;

    public SqlTokenizer(ReadOnlySpan<char> text, LexicalRules rules, ref TextWindowMemory memory, int start = 0)
    {
        _text = text;
        _rules = rules;
        _classes = rules.Classes;
        _window = new TextWindow(text, ref memory, rules.ExtraWordByte, start);
        End = start;
        _next = State.OperandExpected;
    }

    public TokenKind Kind { get; private set; }

    /// <summary>The keyword that an unquoted word spells; none after a dot.</summary>
    public Keyword Keyword { get; private set; }

    /// <summary>The first character of punctuation and operators.</summary>
    public char First { get; private set; }

    public int Start { get; private set; }

    /// <summary>The end of the token, and where the next read begins.</summary>
    public int End { get; private set; }

    /// <summary>The bytes of a short word as written, or zero for a word that has none.</summary>
    public ulong Low { get; private set; }

    public ulong High { get; private set; }

    /// <summary>The bytes of a short word with its letters in lower case.</summary>
    public readonly ulong FoldedLow => Low | (KeywordTable.CaseBits & Filled(Low));

    public readonly ulong FoldedHigh => High | (KeywordTable.CaseBits & Filled(High));

    /// <summary>Whether the word has its bytes in <see cref="Low"/> and <see cref="High"/>.</summary>
    public bool IsShort { get; private set; }

    /// <summary>Whether an operand was expected where this token begins.</summary>
    public readonly bool OperandExpected => (_state & State.OperandExpected) != 0;

    public readonly int Length => End - Start;

    public readonly ReadOnlySpan<char> Written => _text[Start..End];

    /// <summary>Whether a doubt ended the text early.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>Whether an operator looked like one of a user's own, so that what it calls cannot be known.</summary>
    public bool HasSplitOperator { get; private set; }

    public readonly SqlToken Token => new(Kind, Keyword, Start, End - Start, First);

    /// <summary>Tells that the token counts for nothing.</summary>
    public void TakeAsNothing() => _next = _state;

    /// <summary>Whether this is <c>"…"</c> in a dialect in which it may be a string.</summary>
    public readonly bool MayBeString => Kind == TokenKind.QuotedName && First == '"' && _rules.DoubleQuotesMayBeStrings;

    /// <summary>Tells that the token stands for a value, whatever it looks like.</summary>
    public void TakeAsValue() => _next = State.None;

    /// <summary>Goes over what needs no rule.</summary>
    public void RunFastLane(ref LaneState state)
    {
        state.Position = End;
        state.OperandExpected = (_next & State.OperandExpected) != 0;
        state.AfterDot = (_next & State.AfterDot) != 0;
        FastLane.Run(ref _window, _rules, ref state);
        End = state.Position;
        _next = (state.OperandExpected ? State.OperandExpected : State.None) | (state.AfterDot ? State.AfterDot : State.None)
            | (state.Previous == Keyword.Array ? State.AfterArray : State.None);
    }

    /// <summary>Reads the next token; false at the end.</summary>
    public bool Read()
    {
        _state = _next;
        var position = End;
        var offset = position - _window.Start;
        if (offset > TextWindow.MaxOffset)
        {
            _window.Fill(position);
            offset = 0;
        }

        var kind = _classes[_window.ByteAt(offset)];
        while (kind == CharClass.Space)
        {
            position += _window.SpaceRun(offset);
            offset = position - _window.Start;
            if (offset > TextWindow.MaxOffset)
            {
                _window.Fill(position);
                offset = 0;
            }

            kind = _classes[_window.ByteAt(offset)];
        }

        Start = position;
        if (kind == CharClass.Word)
        {
            Word(offset);
            return true;
        }

        Keyword = Keyword.None;
        return Other(kind, offset);
    }

    /// <summary>
    /// From an opening bracket, goes to the closing one if only values, signs, commas and nested brackets lie between; else stays.
    /// </summary>
    public bool TrySkipList(out bool literals)
    {
        if (End - _window.Start > TextWindow.MaxOffset / 2)
        {
            _window.Fill(End);
        }

        var end = FastLane.SkipValues(in _window, _rules, End - _window.Start, out literals);
        if (end > 0)
        {
            End = _window.Start + end;
            Kind = TokenKind.Punctuation;
            Keyword = Keyword.None;
            First = ')';
            _next = State.None;
            return true;
        }

        var saved = this;
        var depth = 1;
        var values = 0;
        literals = false;
        while (true)
        {
            SkipNumbers(ref values, ref literals);
            if (!Read())
            {
                break;
            }

            if (IsListValue())
            {
                values++;
                literals |= Kind is TokenKind.String or TokenKind.Number or TokenKind.QuotedName;
            }
            else if (Kind == TokenKind.Punctuation && First is '(' or '[')
            {
                depth++;
            }
            else if (Kind == TokenKind.Punctuation && First is ')' or ']')
            {
                if (--depth == 0)
                {
                    if (values > 0)
                    {
                        return true;
                    }

                    break;
                }
            }
            else if (!(Kind == TokenKind.Punctuation && First == ',') && Kind != TokenKind.Comment
                && !(Kind == TokenKind.Operator && End - Start == 1 && First is '-' or '+' && OperandExpected))
            {
                break;
            }
        }

        if (saved._window.Start != _window.Start)
        {
            saved._window.Fill(saved.Start);
        }

        this = saved;
        return false;
    }

    private readonly bool IsListValue() =>
        Kind is TokenKind.String or TokenKind.Number or TokenKind.Parameter
        || MayBeString
        || (Kind == TokenKind.Word && Keyword is Keyword.Null or Keyword.True or Keyword.False)
        || (Kind == TokenKind.Operator && First == '?' && End - Start == 1);

    /// <summary>Integers with commas and blanks between them are the bulk of long lists: they go in one search.</summary>
    private void SkipNumbers(ref int values, ref bool literals)
    {
        if (End >= _text.Length || _text[End] is not (>= '0' and <= '9' or ' ' or ','))
        {
            return;
        }

        var length = _text[End..].IndexOfAnyExcept(ListFiller);
        if (length < 0)
        {
            return;
        }

        var end = End + length;
        var last = end - 1;
        while (last > End && _text[last] is not (>= '0' and <= '9' or ','))
        {
            last--;
        }

        // A number that goes on behind its digits is read as a whole.
        if (last == end - 1 && char.IsAsciiDigit(_text[last]) && (_text[end] == '.' || IsWordPart(_text[end])))
        {
            while (last >= End && char.IsAsciiDigit(_text[last]))
            {
                last--;
            }

            end = last + 1;
            last = end - 1;
            while (last > End && _text[last] is not (>= '0' and <= '9' or ','))
            {
                last--;
            }
        }

        if (end == End)
        {
            return;
        }

        if (_text[End..end].ContainsAnyInRange('0', '9'))
        {
            values++;
            literals = true;
        }

        Start = End;
        _next = char.IsAsciiDigit(_text[Math.Max(last, Start)]) ? State.None : _text[Math.Max(last, Start)] == ',' ? State.OperandExpected : _next;
        End = end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Word(int offset)
    {
        var length = _window.WordRun(offset);
        var next = _window.ByteAt(offset + length);
        if (length > 16 || next == '\'' || next == '&')
        {
            LongWord(length, next);
            return;
        }

        var low = _window.BytesAt(offset);
        var high = 0UL;
        if (length <= 8)
        {
            low &= ulong.MaxValue >> (64 - (8 * length));
        }
        else
        {
            high = _window.BytesAt(offset + 8) & (ulong.MaxValue >> (128 - (8 * length)));
        }

        if (((low | high) & 0x8080808080808080) != 0)
        {
            LongWord(length, next);
            return;
        }

        // After a dot every word is a name.
        Keyword = (_state & State.AfterDot) != 0
            ? Keyword.None
            : KeywordTable.Find(low | (KeywordTable.CaseBits & Filled(low)), high | (KeywordTable.CaseBits & Filled(high)));
        SetWord();
        Low = low;
        High = high;
        IsShort = true;
        End = Start + length;
    }

    /// <summary>Ones in every byte up to the last that is not zero; words hold no zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Filled(ulong bytes) => bytes == 0 ? 0 : ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(bytes);

    private bool Other(CharClass kind, int offset)
    {
        var c = (char)_window.ByteAt(offset);
        var next = (char)_window.ByteAt(offset + 1);
        switch (kind)
        {
            case CharClass.Open or CharClass.Close or CharClass.Mark:
                return Bracket(c);
            case CharClass.Dot:
                return Dot(next);
            case CharClass.Digit:
                return Digit();
            case CharClass.Quote:
                return String(offset);
            case CharClass.DoubleQuote:
                return _rules.DoubleQuotedStrings ? String(Start, Start, _rules.BackslashEscapes) : QuotedName(Start, '"');
            case CharClass.Backtick:
                return QuotedName(Start, '`');
            case CharClass.Bracket:
                return SquareBracket(c);
            case CharClass.Operator or CharClass.Star or CharClass.Percent:
                return Operator(c, next);
            case CharClass.Dash:
                return next == '-' && DashStartsComment() ? LineComment() : Operator(c, next);
            case CharClass.Slash:
                return next == '*' ? BlockComment() : Operator(c, next);
            case CharClass.Dollar:
                return Dollar(next);
            case CharClass.Colon:
                return Colon(next);
            case CharClass.At:
                return At(next);
            case CharClass.Question:
                return Question(next);
            case CharClass.Hash:
                return Hash(next);
            case CharClass.Wide:
                return Wide();
            case CharClass.Backslash:
                return Backslash(next);
            case CharClass.End when Start >= _text.Length:
                Kind = TokenKind.End;
                End = Start = _text.Length;
                return false;
            default:
                return Doubt(Start);
        }
    }

    private bool Bracket(char c)
    {
        if (c == ']')
        {
            _subscripts >>= 1;
        }

        return Make(TokenKind.Punctuation, c, 1);
    }

    private bool SquareBracket(char c)
    {
        // In the generic dialect a bracket where an operand belongs opens a name, unless it opens an array.
        var names = _rules.BracketNames
            && (_rules.Dialect != SqlDialect.Generic || (OperandExpected && (_state & State.AfterArray) == 0));
        if (names)
        {
            return QuotedName(Start, ']');
        }

        _subscripts = (_subscripts << 1) | (OperandExpected ? 0UL : 1UL);
        return Make(TokenKind.Punctuation, c, 1);
    }

    private bool Dot(char next)
    {
        if (char.IsAsciiDigit(next) && OperandExpected)
        {
            return Number();
        }

        // A dot that follows no name joins nothing.
        return next == '.' ? Make(TokenKind.Operator, '.', 2) : Make(OperandExpected ? TokenKind.Operator : TokenKind.Punctuation, '.', 1);
    }

    private bool Digit()
    {
        // A name may begin with a digit in MySQL, and behind a dot that follows a name.
        return _rules.Dialect == SqlDialect.MySql && (_state & State.AfterDot) != 0 && _text[Start - 1] == '.' ? NameFrom(Start) : Number();
    }

    private void LongWord(int length, byte next)
    {
        var c = _text[Start];
        if (length == 1 && next == '\'')
        {
            if (c is 'E' or 'e' && _rules.EscapeStrings)
            {
                Keyword = Keyword.None;
                String(Start, Start + 1, backslash: true);
                return;
            }

            if (c is 'N' or 'n' or 'B' or 'b' or 'X' or 'x')
            {
                Keyword = Keyword.None;
                String(Start, Start + 1, _rules.BackslashEscapes);
                return;
            }
        }
        else if (length == 1 && next == '&' && c is 'U' or 'u' && Start + 2 < _text.Length && _rules.EscapeStrings)
        {
            if (_text[Start + 2] == '\'')
            {
                Keyword = Keyword.None;
                String(Start, Start + 2, backslash: false);
                return;
            }

            if (_text[Start + 2] == '"')
            {
                Keyword = Keyword.None;
                QuotedName(Start + 2, '"');
                return;
            }
        }

        NameFrom(Start);
        if (next == '\'' && c == '_' && _rules.Dialect == SqlDialect.MySql && End < _text.Length && _text[End] == '\'')
        {
            Keyword = Keyword.None;
            String(Start, End, _rules.BackslashEscapes);
        }
    }

    /// <summary>A word of any length and any letters.</summary>
    private bool NameFrom(int start)
    {
        var i = start + 1;
        while (i < _text.Length && IsWordPart(_text[i]))
        {
            i++;
        }

        var written = _text[start..i];
        Keyword = (_state & State.AfterDot) != 0 ? Keyword.None : KeywordTable.Find(written);
        IsShort = false;
        Low = High = 0;
        if (written.Length <= 16 && System.Text.Ascii.IsValid(written))
        {
            for (var k = 0; k < written.Length; k++)
            {
                var shifted = (ulong)written[k] << (8 * (k & 7));
                Low |= k < 8 ? shifted : 0;
                High |= k < 8 ? 0 : shifted;
            }

            IsShort = true;
        }

        SetWord();
        End = i;
        return true;
    }

    private bool Wide()
    {
        var c = _text[Start];
        if (IsWideName(Start))
        {
            return NameFrom(Start);
        }

        var blank = Start == 0 && c == '\uFEFF' || !_rules.IsPostgreSql && char.IsWhiteSpace(c);
        if (!blank)
        {
            return Doubt(Start);
        }

        // Rare enough to be read as a comment of one character: it separates, and nothing else.
        return Make(TokenKind.Comment, c, 1);
    }

    private bool Number()
    {
        var start = Start;
        var i = start;
        var hasJunk = false;
        while (i < _text.Length)
        {
            var c = _text[i];
            if (c == '.')
            {
                // 1..2 is a range, and a second dot never belongs to a number; 1a.b is a name of MySQL's.
                if ((i + 1 < _text.Length && _text[i + 1] == '.') || (hasJunk && _rules.Dialect == SqlDialect.MySql))
                {
                    break;
                }
            }
            else if (c is '+' or '-')
            {
                if (i == start || _text[i - 1] is not ('e' or 'E') || IsHexadecimal(start) || i + 1 >= _text.Length || !char.IsAsciiDigit(_text[i + 1]))
                {
                    break;
                }
            }
            else if (!IsWordPart(c))
            {
                break;
            }

            hasJunk |= !char.IsAsciiDigit(c) && c is not ('.' or '_' or 'e' or 'E' or '+' or '-');
            i++;
        }

        var digits = start;
        while (digits < i && _text[digits] is (>= '0' and <= '9') or '.')
        {
            digits++;
        }

        if (digits < i && KeywordTable.Find(_text[digits..i]) != Keyword.None)
        {
            // "1AS a" was two tokens before PostgreSQL 15; any other junk behind digits is redacted with them.
            i = digits;
        }
        else if (_rules.Dialect == SqlDialect.MySql && digits < i && CountDigits(_text[start..i]) <= MaxNameDigits && !_text[start..i].ContainsAny('.', '$')
            && !LooksNumeric(_text[start..i]))
        {
            return NameFrom(start);
        }

        return Value(TokenKind.Number, i);
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return count;
    }

    private static bool LooksNumeric(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'b')
        {
            return true;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && c is not ('.' or 'e' or 'E' or '+' or '-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool IsHexadecimal(int start) => _text[start] == '0' && start + 1 < _text.Length && _text[start + 1] is 'x' or 'X';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool String(int offset)
    {
        if (!_rules.BackslashEscapes && !_rules.BackslashIsDoubtful)
        {
            var length = FastLane.SimpleString(in _window, _classes, offset);
            if (length > 0)
            {
                return Value(TokenKind.String, Start + length);
            }
        }

        return String(Start, Start, _rules.BackslashEscapes);
    }

    private bool String(int start, int open, bool backslash)
    {
        Start = start;
        var quote = _text[open];
        var i = open + 1;
        while (true)
        {
            var step = backslash || _rules.BackslashIsDoubtful ? _text[i..].IndexOfAny(quote, '\\') : _text[i..].IndexOf(quote);
            if (step < 0)
            {
                return Doubt(start);
            }

            i += step;
            if (_text[i] == '\\')
            {
                if (!backslash && i + 1 < _text.Length && _text[i + 1] == quote && !IsEscapeOfBackslash(open, i))
                {
                    // Nobody told which reading holds, and here they differ.
                    return Doubt(start);
                }

                i = Math.Min(i + (backslash ? 2 : 1), _text.Length);
                continue;
            }

            i++;
            if (i < _text.Length && _text[i] == quote)
            {
                i++;
                continue;
            }

            if (quote == '\'' && Continues(i, out var next))
            {
                i = next + 1;
                continue;
            }

            break;
        }

        return IsSafeEnd(open, i, backslash) ? Value(TokenKind.String, i) : Doubt(start);
    }

    private readonly bool IsEscapeOfBackslash(int open, int backslash) => backslash == open + 1;

    private readonly bool IsSafeEnd(int open, int end, bool backslash)
    {
        if (end >= _text.Length)
        {
            return true;
        }

        // A word that touches the closing quote is the mark of a quote that was not escaped: 'O'Brien'.
        if (IsWordPart(_text[end]))
        {
            return WordAt(end) != Keyword.None;
        }

        // 'it\' s': another dialect would not end the string here. A value is followed by an operator, a comma or a keyword.
        if (backslash || _text[end - 2] != '\\' || end - 2 <= open + 1 || TrailingBackslashesAreEven(end - 2))
        {
            return true;
        }

        var i = end;
        while (i < _text.Length && _text[i] is ' ' or (>= '\t' and <= '\r'))
        {
            i++;
        }

        return i >= _text.Length || (IsWordPart(_text[i]) ? WordAt(i) != Keyword.None : _text[i] is not ('\'' or '"'));
    }

    private readonly bool TrailingBackslashesAreEven(int last)
    {
        var i = last;
        while (i >= 0 && _text[i] == '\\')
        {
            i--;
        }

        return ((last - i) & 1) == 0;
    }

    private readonly Keyword WordAt(int start)
    {
        var i = start;
        while (i < _text.Length && i - start <= KeywordTable.MaxLength && IsWordPart(_text[i]))
        {
            i++;
        }

        return KeywordTable.Find(_text[start..i]);
    }

    /// <summary>Adjacent strings are one literal: in MySQL always, in PostgreSQL with a line end between them.</summary>
    private readonly bool Continues(int i, out int next)
    {
        next = i;
        var adjacent = _rules.Dialect == SqlDialect.MySql;
        if (!_rules.IsPostgreSql && !adjacent)
        {
            return false;
        }

        var line = adjacent;
        while (next < _text.Length && _text[next] is ' ' or (>= '\t' and <= '\r'))
        {
            line |= _text[next] is '\n' or '\r';
            next++;
        }

        return line && next > i && next < _text.Length && _text[next] == '\'';
    }

    private bool QuotedName(int open, char close)
    {
        var i = open + 1;
        while (true)
        {
            var step = _text[i..].IndexOf(close);
            if (step < 0)
            {
                return Doubt(Start);
            }

            i += step + 1;
            if (i >= _text.Length || _text[i] != close || (close == ']' && _rules.Dialect == SqlDialect.Sqlite))
            {
                break;
            }

            i++;
        }

        First = _text[open];
        return Value(TokenKind.QuotedName, i);
    }

    private readonly bool DashStartsComment() =>
        !_rules.DashNeedsSpace || Start + 2 >= _text.Length || _text[Start + 2] <= ' ';

    private bool LineComment()
    {
        var step = _text[Start..].IndexOfAny('\n', '\r');
        Kind = TokenKind.Comment;
        End = step < 0 ? _text.Length : Start + step;
        return true;
    }

    private bool BlockComment()
    {
        var rest = _text[Start..];
        if (_rules.CodeComments && (rest.StartsWith("/*!") || rest.StartsWith("/*M!")))
        {
            var length = rest[2] == '!' ? 3 : 4;
            while (length < rest.Length && length < 10 && char.IsAsciiDigit(rest[length]))
            {
                length++;
            }

            _inCodeComment = true;
            return Make(TokenKind.Comment, '/', length);
        }

        var depth = 1;
        var i = Start + 2;
        while (depth > 0)
        {
            var step = _rules.NestedComments ? _text[i..].IndexOfAny('*', '/') : _text[i..].IndexOf('*');
            if (step < 0 || i + step + 1 >= _text.Length)
            {
                return Doubt(Start);
            }

            i += step;
            var closes = _text[i] == '*' && _text[i + 1] == '/';
            var opens = _text[i] == '/' && _text[i + 1] == '*';
            depth += closes ? -1 : opens ? 1 : 0;
            i += closes || opens ? 2 : 1;
        }

        Kind = _rules.Hints && rest.Length > 2 && rest[2] == '+' ? TokenKind.Hint : TokenKind.Comment;
        First = '/';
        End = i;
        return true;
    }

    private bool Dollar(char next)
    {
        if (char.IsAsciiDigit(next))
        {
            var end = Start + 1;
            while (end < _text.Length && char.IsAsciiDigit(_text[end]))
            {
                end++;
            }

            return Value(TokenKind.Parameter, end);
        }

        if (_rules.IsPostgreSql)
        {
            var i = Start + 1;
            while (i < _text.Length && _text[i] != '$' && IsWordPart(_text[i]))
            {
                i++;
            }

            if (i >= _text.Length || _text[i] != '$')
            {
                return Doubt(Start);
            }

            var tag = _text[Start..(i + 1)];
            var body = _text[(i + 1)..].IndexOf(tag);
            return body < 0 ? Doubt(Start) : Value(TokenKind.String, i + 1 + body + tag.Length);
        }

        if (_rules.Dialect is not (SqlDialect.Sqlite or SqlDialect.Generic) || next == '$' || Start + 1 >= _text.Length || !IsWordPart(_text[Start + 1]))
        {
            return _rules.Dialect == SqlDialect.SqlServer && next == '.' ? Number() : Doubt(Start);
        }

        return _rules.Dialect == SqlDialect.Sqlite ? TclParameter() : Run(1);
    }

    /// <summary>SQLite takes <c>$a::b(c)</c> as one parameter.</summary>
    private bool TclParameter()
    {
        Run(1);
        while (End + 2 < _text.Length && _text[End] == ':' && _text[End + 1] == ':' && IsWordPart(_text[End + 2]))
        {
            Run(End + 2 - Start);
        }

        if (End < _text.Length && _text[End] == '(')
        {
            var close = _text[End..].IndexOfAny(") \t\r\n");
            End = close > 0 && _text[End + close] == ')' ? End + close + 1 : End;
        }

        return true;
    }

    private bool Colon(char next)
    {
        if (next is ':' or '=')
        {
            return Make(TokenKind.Operator, ':', 2);
        }

        var name = Start + 1 < _text.Length && IsWordPart(_text[Start + 1]);
        var slice = (_subscripts & 1) != 0 && (_rules.IsPostgreSql || _rules.Dialect == SqlDialect.Generic);
        return name && !slice && OperandExpected && _rules.Dialect != SqlDialect.SqlServer ? Run(1) : Make(TokenKind.Operator, ':', 1);
    }

    private bool At(char next)
    {
        if (next == '@' && _rules.Dialect is SqlDialect.MySql or SqlDialect.SqlServer)
        {
            Run(2);
            SetWord();
            IsShort = false;
            return true;
        }

        var name = Start + 1 < _text.Length && IsWordPart(_text[Start + 1]);
        return name && (!_rules.IsPostgreSql || OperandExpected) ? Run(1) : Operator('@', next);
    }

    private bool Question(char next)
    {
        if (!_rules.IsPostgreSql || OperandExpected)
        {
            // The mark of a collapsed list, so that the normal form reads as itself.
            var list = next == '+' && Start + 2 < _text.Length && _text[Start + 2] is ')' or ']' && Start > 0 && _text[Start - 1] is '(' or '[';
            return list ? Value(TokenKind.Parameter, Start + 2) : Digits(1);
        }

        var rest = _text[Start..];
        var length = rest.StartsWith("?||") || rest.StartsWith("?-|") ? 3 : next is '|' or '&' or '#' or '-' ? 2 : 1;
        return Make(TokenKind.Operator, '?', length);
    }

    private bool Digits(int prefix)
    {
        var i = Start + prefix;
        while (i < _text.Length && char.IsAsciiDigit(_text[i]))
        {
            i++;
        }

        return Value(TokenKind.Parameter, i);
    }

    private bool Hash(char next)
    {
        if (_rules.Dialect == SqlDialect.MySql)
        {
            return LineComment();
        }

        return _rules.Dialect == SqlDialect.SqlServer ? NameFrom(Start) : Operator('#', next);
    }

    private bool Backslash(char next)
    {
        // \N is NULL in MySQL; anywhere else a backslash outside a string belongs to no dialect.
        var isNull = _rules.Dialect == SqlDialect.MySql && next == 'N' && (Start + 2 >= _text.Length || !IsWordPart(_text[Start + 2]));
        return isNull ? Value(TokenKind.Number, Start + 2) : Doubt(Start);
    }

    private bool Operator(char first, char next)
    {
        if (first == '%' && next == 's' && _rules.Dialect == SqlDialect.Generic && OperandExpected)
        {
            return Value(TokenKind.Parameter, Start + 2);
        }

        if (first == '*' && next == '/' && _inCodeComment)
        {
            _inCodeComment = false;
            return Make(TokenKind.Comment, '/', 2);
        }

        if (!OperatorChars.Contains(next))
        {
            return Make(TokenKind.Operator, first, 1);
        }

        return Make(TokenKind.Operator, first, _rules.IsPostgreSql ? PostgreSqlOperator() : ShortOperator(first, next));
    }

    /// <summary>The longest run of operator characters, as PostgreSQL cuts it.</summary>
    private int PostgreSqlOperator()
    {
        var i = Start + 1;
        while (i < _text.Length && OperatorChars.Contains(_text[i]) && _text[i] != ':' && !StartsComment(i))
        {
            // A question mark behind an operator is a placeholder here, so that the redacted text reads as itself.
            if (_text[i] == '?' && _text[i - 1] != '@')
            {
                HasSplitOperator |= i + 1 < _text.Length && OperatorChars.Contains(_text[i + 1]);
                break;
            }

            i++;
        }

        // A longer operator ends in + or - only if it holds a character that arithmetic does not use.
        if (_text[i - 1] is '+' or '-' && !_text[Start..i].ContainsAny(NonArithmetic))
        {
            while (i - Start > 1 && _text[i - 1] is '+' or '-')
            {
                i--;
            }
        }

        return i - Start;
    }

    private readonly int ShortOperator(char first, char next)
    {
        var third = Start + 2 < _text.Length ? _text[Start + 2] : '\0';
        var three = (first, next, third) is ('-', '>', '>') or ('<', '=', '>') or ('#', '>', '>');
        var two = (first, next) is ('<', '=') or ('>', '=') or ('<', '>') or ('!', '=') or ('=', '=') or ('|', '|') or ('&', '&') or ('-', '>')
            or ('<', '<') or ('>', '>') or ('!', '<') or ('!', '>') or ('+', '=') or ('-', '=') or ('*', '=') or ('/', '=') or ('%', '=')
            or ('&', '=') or ('^', '=') or ('|', '=') or ('#', '>') or ('@', '>') or ('<', '@') or ('=', '>');
        return three ? 3 : two ? 2 : 1;
    }

    private readonly bool StartsComment(int i) =>
        i + 1 < _text.Length && ((_text[i] == '-' && _text[i + 1] == '-') || (_text[i] == '/' && _text[i + 1] == '*'));

    private bool Run(int prefix)
    {
        var i = Start + prefix;
        while (i < _text.Length && IsWordPart(_text[i]))
        {
            i++;
        }

        return Value(TokenKind.Parameter, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Value(TokenKind kind, int end)
    {
        Kind = kind;
        End = end;
        _next = State.None;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Make(TokenKind kind, char first, int length)
    {
        Kind = kind;
        First = first;
        End = Start + length;
        if (kind != TokenKind.Comment)
        {
            var operand = kind == TokenKind.Operator ? first != '?' || length != 1 : first is not (')' or ']' or '}');
            _next = (operand ? State.OperandExpected : State.None) | (first == '.' && kind == TokenKind.Punctuation ? State.AfterDot : State.None);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetWord()
    {
        Kind = TokenKind.Word;
        _next = KeywordTable.ExpectsOperand(Keyword) ? State.OperandExpected : State.None;
        if (Keyword == Keyword.Array)
        {
            _next |= State.AfterArray;
        }
    }

    private bool Doubt(int start)
    {
        IsDoubtful = true;
        Start = start;
        Keyword = Keyword.None;
        return Value(TokenKind.Doubt, _text.Length);
    }

    private readonly bool IsWordPart(char c) => c < 0x80
        ? char.IsAsciiLetterOrDigit(c) || c == '_' || c == '$' || c == _rules.ExtraWordByte
        : IsWideLetter(c);

    private readonly bool IsWideName(int i) => IsWideLetter(_text[i]);

    /// <summary>
    /// Letters, digits and marks beyond ASCII make names; dashes, quotes and blanks from a word processor do not, although some
    /// databases would take them, because what they surround is more often data than a name.
    /// </summary>
    private static bool IsWideLetter(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber;

    [Flags]
    private enum State : byte
    {
        None = 0,
        OperandExpected = 1,
        AfterDot = 2,
        AfterArray = 4,
    }
}
