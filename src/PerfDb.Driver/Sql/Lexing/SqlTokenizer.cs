using System.Buffers;

namespace PerfDb.Driver.Sql.Lexing;

/// <summary>
/// Cuts a command text into tokens in one forward pass: total (any text, no exception), linear, without recursion or
/// allocation. White space lies between tokens; from the first doubt to the end of the text is one token.
/// </summary>
internal ref struct SqlTokenizer(ReadOnlySpan<char> text, LexicalRules rules)
{
    private static readonly SearchValues<char> NonArithmetic = SearchValues.Create("~!@#%^&|`?");
    private readonly ReadOnlySpan<char> _text = text;
    private readonly LexicalRules _rules = rules;
    private int _position;
    private bool _operandExpected = true;
    private bool _afterDot;
    private bool _inCodeComment;

    /// <summary>Whether a doubt ended the text early.</summary>
    public bool IsDoubtful { get; private set; }

    public int Position => _position;

    public SqlToken Read()
    {
        SkipWhiteSpace();
        if (_position >= _text.Length)
        {
            return new SqlToken(TokenKind.End, Keyword.None, _text.Length, 0, '\0');
        }

        var token = ReadCore();
        if (token.Kind is not (TokenKind.Comment or TokenKind.Hint))
        {
            _operandExpected = token.Kind switch
            {
                TokenKind.Word => token.Keyword != Keyword.None && KeywordTable.ExpectsOperand(token.Keyword),
                TokenKind.Operator => token.Length != 1 || token.First != '?',
                TokenKind.Punctuation => token.First is not (')' or ']' or '}'),
                _ => false,
            };
            _afterDot = token.Is('.');
        }

        return token;
    }

    private SqlToken ReadCore()
    {
        var c = _text[_position];
        var next = _position + 1 < _text.Length ? _text[_position + 1] : '\0';
        switch (c)
        {
            case '\'':
                return QuotedString(_position, _position, _rules.BackslashEscapes);
            case '"':
                return _rules.DoubleQuotedStrings ? QuotedString(_position, _position, _rules.BackslashEscapes) : QuotedName(_position, '"', _position);
            case '`' when _rules.BacktickNames:
                return QuotedName(_position, '`', _position);
            case '[' when _rules.BracketNames && (_rules.Dialect != SqlDialect.Generic || _operandExpected || _afterDot):
                return QuotedName(_position, ']', _position);
            case '-' when next == '-' && DashStartsComment():
                return LineComment();
            case '#' when _rules.HashComments:
                return LineComment();
            case '/' when next == '*':
                return BlockComment();
            case '*' when _inCodeComment && next == '/':
                _inCodeComment = false;
                return Make(TokenKind.Comment, 2);
            case '(' or ')' or ',' or ';' or '[' or ']' or '{' or '}':
                return Make(TokenKind.Punctuation, 1);
            case '.':
                return char.IsAsciiDigit(next) && !AfterName() ? Number() : next == '.' ? Make(TokenKind.Operator, 2) : Make(TokenKind.Punctuation, 1);
            case '$':
                return Dollar(next);
            case ':':
                return Colon(next);
            case '@':
                return At(next);
            case '?':
                return Question();
            case '%' when _rules.Dialect == SqlDialect.Generic && next == 's' && _operandExpected:
                return Make(TokenKind.Parameter, 2);
            case '#' when _rules.HashNames && (IsWordPart(next) || next == '#'):
                return Word();
        }

        if (char.IsAsciiDigit(c))
        {
            return _afterDot && AfterName() ? Word() : Number();
        }

        if (IsWordStart(c))
        {
            return WordOrPrefixed(c, next);
        }

        return IsOperator(c) ? Operator() : Doubt();
    }

    private readonly bool AfterName() => _position > 0 && (IsWordPart(_text[_position - 1]) || _text[_position - 1] is '"' or ']' or '`' or '.');

    private SqlToken WordOrPrefixed(char c, char next)
    {
        if (next == '\'')
        {
            switch (c)
            {
                case 'E' or 'e' when _rules.EscapeStrings:
                    return QuotedString(_position, _position + 1, backslash: true);
                case 'N' or 'n' or 'B' or 'b' or 'X' or 'x':
                    return QuotedString(_position, _position + 1, _rules.BackslashEscapes);
            }
        }
        else if (next == '&' && c is 'U' or 'u' && _position + 2 < _text.Length && _rules.EscapeStrings)
        {
            if (_text[_position + 2] == '\'')
            {
                return QuotedString(_position, _position + 2, backslash: false);
            }

            if (_text[_position + 2] == '"')
            {
                return QuotedName(_position, '"', _position + 2);
            }
        }

        var word = Word();
        if (c == '_' && _rules.Dialect == SqlDialect.MySql && _position < _text.Length && _text[_position] == '\'')
        {
            return QuotedString(word.Start, _position, _rules.BackslashEscapes);
        }

        return word;
    }

    private SqlToken Word()
    {
        var start = _position;
        var i = start + 1;
        while (i < _text.Length && IsWordPart(_text[i]))
        {
            i++;
        }

        _position = i;
        var keyword = _afterDot ? Keyword.None : KeywordTable.Find(_text[start..i]);
        return new SqlToken(TokenKind.Word, keyword, start, i - start, _text[start]);
    }

    private SqlToken Number()
    {
        var start = _position;
        var i = start;
        while (i < _text.Length)
        {
            var c = _text[i];
            if (c == '.')
            {
                // 1..2 is a range of PL/pgSQL, and a second dot never belongs to a number.
                if (i + 1 < _text.Length && _text[i + 1] == '.')
                {
                    break;
                }
            }
            else if (c is '+' or '-')
            {
                if (i == start || _text[i - 1] is not ('e' or 'E') || !StartsDecimal(start) || i + 1 >= _text.Length || !char.IsAsciiDigit(_text[i + 1]))
                {
                    break;
                }
            }
            else if (!IsWordPart(c))
            {
                break;
            }

            i++;
        }

        // "1AS a" was two tokens before PostgreSQL 15; any other junk behind digits is redacted with them.
        var digits = start;
        while (digits < i && _text[digits] is (>= '0' and <= '9') or '.')
        {
            digits++;
        }

        if (digits > start && digits < i && KeywordTable.Find(_text[digits..i]) != Keyword.None)
        {
            i = digits;
        }
        else if (_rules.Dialect == SqlDialect.MySql && digits < i && !LooksNumeric(_text[start..i]))
        {
            return Word();
        }

        _position = i;
        return new SqlToken(TokenKind.Number, Keyword.None, start, i - start, _text[start]);
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

        return char.IsAsciiDigit(text[^1]) || text[^1] == '.';
    }

    private readonly bool StartsDecimal(int start) => _text[start] != '0' || start + 1 >= _text.Length || _text[start + 1] is not ('x' or 'X');

    private SqlToken QuotedString(int start, int open, bool backslash)
    {
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
                if (!backslash)
                {
                    // Nobody told which reading holds: only a backslash before a quote makes them differ.
                    if (i + 1 < _text.Length && _text[i + 1] == quote)
                    {
                        return Doubt(start);
                    }

                    i++;
                    continue;
                }

                if (i + 2 > _text.Length)
                {
                    return Doubt(start);
                }

                i = Math.Min(i + 2, _text.Length);
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

        _position = i;
        return new SqlToken(TokenKind.String, Keyword.None, start, i - start, '\'');
    }

    /// <summary>Adjacent strings are one literal: in MySQL always, in PostgreSQL with a line end between them.</summary>
    private readonly bool Continues(int i, out int next)
    {
        next = i;
        if (!_rules.LineContinuation && !_rules.AdjacentStrings)
        {
            return false;
        }

        var line = _rules.AdjacentStrings;
        while (next < _text.Length && _text[next] is ' ' or '\t' or '\n' or '\r' or '\f' or '\v')
        {
            line |= _text[next] is '\n' or '\r';
            next++;
        }

        return line && next > i && next < _text.Length && _text[next] == '\'';
    }

    private SqlToken QuotedName(int start, char close, int open)
    {
        var i = open + 1;
        while (true)
        {
            var step = _text[i..].IndexOf(close);
            if (step < 0)
            {
                return Doubt(start);
            }

            i += step + 1;
            if (i < _text.Length && _text[i] == close)
            {
                i++;
                continue;
            }

            break;
        }

        _position = i;
        return new SqlToken(TokenKind.QuotedName, Keyword.None, start, i - start, _text[start]);
    }

    private readonly bool DashStartsComment()
    {
        if (!_rules.DashNeedsSpace || _position + 2 >= _text.Length)
        {
            return true;
        }

        return _text[_position + 2] <= ' ';
    }

    private SqlToken LineComment()
    {
        var start = _position;
        var step = _text[start..].IndexOfAny('\n', '\r');
        _position = step < 0 ? _text.Length : start + step;
        return new SqlToken(TokenKind.Comment, Keyword.None, start, _position - start, _text[start]);
    }

    private SqlToken BlockComment()
    {
        var start = _position;
        var rest = _text[start..];
        if (_rules.CodeComments && (rest.StartsWith("/*!") || rest.StartsWith("/*M!")))
        {
            var length = rest[2] == '!' ? 3 : 4;
            while (length < rest.Length && length < 10 && char.IsAsciiDigit(rest[length]))
            {
                length++;
            }

            _inCodeComment = true;
            return Make(TokenKind.Comment, length);
        }

        var kind = _rules.Hints && rest.Length > 2 && rest[2] == '+' ? TokenKind.Hint : TokenKind.Comment;
        var depth = 1;
        var i = start + 2;
        while (depth > 0)
        {
            var step = _rules.NestedComments ? _text[i..].IndexOfAny('*', '/') : _text[i..].IndexOf('*');
            if (step < 0 || i + step + 1 >= _text.Length)
            {
                return Doubt(start);
            }

            i += step;
            if (_text[i] == '*' && _text[i + 1] == '/')
            {
                depth--;
                i += 2;
            }
            else if (_text[i] == '/' && _text[i + 1] == '*')
            {
                depth++;
                i += 2;
            }
            else
            {
                i++;
            }
        }

        _position = i;
        return new SqlToken(kind, Keyword.None, start, i - start, '/');
    }

    private SqlToken Dollar(char next)
    {
        if (char.IsAsciiDigit(next))
        {
            return Run(TokenKind.Parameter, 1);
        }

        if (_rules.DollarQuotes)
        {
            var i = _position + 1;
            while (i < _text.Length && IsWordPart(_text[i]) && _text[i] != '$')
            {
                i++;
            }

            if (i >= _text.Length || _text[i] != '$')
            {
                return Doubt();
            }

            var tag = _text[_position..(i + 1)];
            var end = _text[(i + 1)..].IndexOf(tag);
            return end < 0 ? Doubt() : Make(TokenKind.String, tag.Length + end + tag.Length);
        }

        return IsWordStart(next) && _rules.Dialect is SqlDialect.Sqlite or SqlDialect.Generic ? Run(TokenKind.Parameter, 1) : Doubt();
    }

    private SqlToken Colon(char next)
    {
        if (next is ':' or '=')
        {
            return Make(TokenKind.Operator, 2);
        }

        // In a[1:n] the colon separates a slice; elsewhere a name behind a colon is a parameter.
        return IsWordStart(next) && _operandExpected ? Run(TokenKind.Parameter, 1) : Make(TokenKind.Operator, 1);
    }

    private SqlToken At(char next)
    {
        if (next == '@' && _rules.Dialect is SqlDialect.MySql or SqlDialect.SqlServer)
        {
            return Run(TokenKind.Word, 2);
        }

        if (IsWordStart(next) && (_rules.Dialect != SqlDialect.PostgreSql || _operandExpected))
        {
            return Run(TokenKind.Parameter, 1);
        }

        return Operator();
    }

    private SqlToken Question()
    {
        if (_rules.QuestionOperators && !_operandExpected)
        {
            var rest = _text[_position..];
            foreach (var op in (ReadOnlySpan<string>)["?||", "?-|", "?|", "?&", "?-", "?#"])
            {
                if (rest.StartsWith(op))
                {
                    return Make(TokenKind.Operator, op.Length);
                }
            }

            return Make(TokenKind.Operator, 1);
        }

        return Run(TokenKind.Parameter, 1);
    }

    private SqlToken Operator()
    {
        var start = _position;
        var i = start + 1;
        while (i < _text.Length && IsOperator(_text[i]) && !StartsComment(i) && !(_text[i] == '?' && _text[i - 1] != '@'))
        {
            i++;
        }

        // A longer operator ends in + or - only if it holds a character that no arithmetic uses.
        if (i - start > 1 && _text[i - 1] is '+' or '-' && !_text[start..i].ContainsAny(NonArithmetic))
        {
            while (i - start > 1 && _text[i - 1] is '+' or '-' && !_text[start..i].SequenceEqual("->"))
            {
                i--;
            }
        }

        if (_rules.Dialect != SqlDialect.PostgreSql && _text[i - 1] is '-' or '+' or '~' or '@' && i - start > 1)
        {
            i = start + 1;
        }

        _position = i;
        return new SqlToken(TokenKind.Operator, Keyword.None, start, i - start, _text[start]);
    }

    private readonly bool StartsComment(int i) =>
        i + 1 < _text.Length && ((_text[i] == '-' && _text[i + 1] == '-') || (_text[i] == '/' && _text[i + 1] == '*'));

    private SqlToken Run(TokenKind kind, int prefix)
    {
        var i = _position + prefix;
        while (i < _text.Length && IsWordPart(_text[i]))
        {
            i++;
        }

        return Make(kind, i - _position);
    }

    private SqlToken Make(TokenKind kind, int length)
    {
        var start = _position;
        _position = Math.Min(start + length, _text.Length);
        return new SqlToken(kind, Keyword.None, start, _position - start, _text[start]);
    }

    private SqlToken Doubt() => Doubt(_position);

    private SqlToken Doubt(int start)
    {
        IsDoubtful = true;
        _position = _text.Length;
        return new SqlToken(TokenKind.Doubt, Keyword.None, start, _text.Length - start, _text[start]);
    }

    private void SkipWhiteSpace()
    {
        while (_position < _text.Length && IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    private readonly bool IsWhiteSpace(char c) =>
        c is ' ' or (>= '\t' and <= '\r') or '\uFEFF' || (c > 0x7F && !_rules.NoBreakSpaceIsName && char.IsWhiteSpace(c));

    private readonly bool IsWordStart(char c) =>
        char.IsAsciiLetter(c) || c == '_' || (c > 0x7F && !IsWhiteSpace(c));

    private readonly bool IsWordPart(char c) => IsWordStart(c) || char.IsAsciiDigit(c) || c is '$' or '#' && (c == '$' || _rules.HashNames);

    private static bool IsOperator(char c) => c is '+' or '-' or '*' or '/' or '<' or '>' or '=' or '~' or '!' or '@' or '#' or '%' or '^' or '&' or '|' or '?' or ':';
}
