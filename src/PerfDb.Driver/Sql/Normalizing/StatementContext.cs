using System.Runtime.CompilerServices;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>What of a statement has been read, as far as a rule of the canonical form asks for it.</summary>
internal struct StatementContext(LexicalRules rules)
{
    public const int MaxKeptDigits = 5;

    private readonly LexicalRules _rules = rules;

    /// <summary>One bit for every depth at which the list of an ORDER BY or GROUP BY is open.</summary>
    public ulong ByLists;
    public int Depth;

    /// <summary>The depth of the brackets behind the name of a type, in a definition.</summary>
    public int TypeDepth;
    public Mode Mode;
    public TokenKind PreviousKind;
    public char PreviousFirst;
    public Keyword Previous;
    public Keyword BeforePrevious;
    public Keyword Clause;
    public Keyword Verb;
    public bool PreviousIsType;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remember(TokenKind kind, Keyword keyword, char first)
    {
        BeforePrevious = Previous;
        Previous = keyword;
        PreviousKind = kind;
        PreviousFirst = first;
    }

    /// <summary>What the fast lane needs to go on from here.</summary>
    public readonly LaneState ToLane(ulong hash, bool hasRows) => new()
    {
        Hash = hash,
        HasRows = hasRows,
        ByLists = ByLists,
        Depth = Depth,
        Previous = Previous,
        BeforePrevious = BeforePrevious,
        PreviousFirst = PreviousFirst,
    };

    public void FromLane(in LaneState state)
    {
        ByLists = state.ByLists;
        Depth = state.Depth;
        Previous = state.Previous;
        BeforePrevious = state.BeforePrevious;
        PreviousFirst = state.PreviousFirst;
        PreviousKind = state.PreviousFirst switch
        {
            'a' => TokenKind.Word,
            '?' => TokenKind.Parameter,
            '"' => TokenKind.QuotedName,
            '(' or ')' or ',' or '.' => TokenKind.Punctuation,
            _ => TokenKind.Operator,
        };
    }

    /// <summary>The statement has ended.</summary>
    public void Reset()
    {
        Depth = 0;
        TypeDepth = 0;
        ByLists = 0;
        Mode = Mode.None;
        Verb = Keyword.None;
        Clause = Keyword.None;
        Remember(TokenKind.End, Keyword.None, ';');
    }

    /// <summary>Whether the operator belongs to the value of SET; if it is the one that begins the value, what follows does.</summary>
    public bool IsInSetting(char first)
    {
        if (Mode == Mode.Setting && first == '=' && Verb == Keyword.Set)
        {
            Mode = Mode.SettingValue;
            return false;
        }

        return Mode is Mode.SettingValue or Mode.SettingRest;
    }

    /// <summary>A bracket opens, and no list.</summary>
    public void Open(char bracket)
    {
        var type = bracket == '(' && PreviousKind == TokenKind.Word && Verb is Keyword.Create or Keyword.Alter && PreviousIsType;
        Remember(TokenKind.Punctuation, Keyword.None, bracket);
        Clause = Clause is Keyword.Into or Keyword.Table or Keyword.Index or Keyword.Using or Keyword.Create or Keyword.References
            or Keyword.Constraint or Keyword.With ? Clause : Keyword.None;
        Depth++;
        TypeDepth = type ? Depth : 0;
        ByLists &= Depth < 64 ? ~(1UL << Depth) : ulong.MaxValue;
    }

    public void Close()
    {
        Depth = Math.Max(Depth - 1, 0);
        TypeDepth = 0;
        Clause = Clause is Keyword.Create or Keyword.Table ? Clause : Keyword.None;
    }

    /// <summary>A value or a name without meaning has been marked.</summary>
    public void Marked() => Mode = Mode == Mode.SettingValue ? Mode.SettingRest : Mode == Mode.VolatileName ? Mode.None : Mode;

    /// <summary>A verb stands first, behind opening brackets at most.</summary>
    public void BeginIfNone()
    {
        if (Verb == Keyword.None)
        {
            Begin(Keyword.None);
        }
    }

    public void Begin(Keyword keyword)
    {
        // A statement without a known verb still has begun.
        Verb = keyword == Keyword.None ? Keyword.Unknown : keyword;
        Clause = keyword;
        Mode = keyword switch
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

    /// <summary>What a mode makes of a word.</summary>
    public WordFate InMode(Keyword keyword, ReadOnlySpan<char> written)
    {
        switch (Mode)
        {
            case Mode.VolatileName when keyword is Keyword.All or Keyword.Savepoint or Keyword.Prepare or Keyword.Transaction:
                Mode = keyword is Keyword.Savepoint or Keyword.Prepare ? Mode.VolatileName : Mode.None;
                return WordFate.Write;
            case Mode.VolatileName:
                Mode = Mode.None;
                return WordFate.Mark;
            case Mode.VolatileNames when keyword is Keyword.From or Keyword.In or Keyword.All or Keyword.First or Keyword.Last or Keyword.Next:
            case Mode.VolatileNames when Depth > 0 || KeywordRules.IsDirection(written):
                return WordFate.Write;
            case Mode.VolatileNames:
                return WordFate.Mark;
            case Mode.Setting when keyword == Keyword.To:
                Mode = Verb == Keyword.Rollback ? Mode.VolatileName : Mode.SettingValue;
                return WordFate.Write;
            case Mode.SettingValue when keyword == Keyword.Default:
                Mode = Mode.SettingRest;
                return WordFate.Write;
            case Mode.SettingValue or Mode.SettingRest:
                return WordFate.Mark;
            default:
                return WordFate.Write;
        }
    }

    /// <summary>What becomes of a keyword with a rule of its own.</summary>
    public WordFate OfSpecial(Keyword keyword, bool operandExpected)
    {
        switch (keyword)
        {
            case Keyword.Null when operandExpected && Previous is not (Keyword.Not or Keyword.Is or Keyword.Set or Keyword.Default):
            case Keyword.True or Keyword.False when operandExpected && Previous != Keyword.Is && !(Previous == Keyword.Not && BeforePrevious == Keyword.Is):
            case Keyword.All when Previous == Keyword.Limit:
                return WordFate.Mark;
            case Keyword.Inner when !operandExpected:
            case Keyword.Outer when Previous is Keyword.Left or Keyword.Right or Keyword.Full:
                // INNER JOIN is JOIN, LEFT OUTER JOIN is LEFT JOIN.
                return WordFate.Drop;
            case Keyword.By:
                ByLists |= Previous is Keyword.Order or Keyword.Group && Depth < 64 ? 1UL << Depth : 0;
                Clause = Previous is Keyword.Order or Keyword.Group or Keyword.Partition ? keyword : Keyword.None;
                return WordFate.Write;
            case Keyword.Null or Keyword.True or Keyword.False or Keyword.All or Keyword.Inner or Keyword.Outer:
                return WordFate.Write;
            default:
                ByLists &= Depth < 64 ? ~(1UL << Depth) : ulong.MaxValue;
                Clause = keyword;
                return WordFate.Write;
        }
    }

    /// <summary>Ordinals of ORDER BY and GROUP BY mean columns; lengths and precisions in a definition mean types.</summary>
    public readonly bool KeepsNumber(ReadOnlySpan<char> text, ReadOnlySpan<char> written, int end)
    {
        if (written.Length > MaxKeptDigits || written.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        if (TypeDepth > 0 && TypeDepth == Depth)
        {
            return PreviousKind == TokenKind.Punctuation && PreviousFirst is '(' or ',' && TextLook.NextIs(text, end, ",)");
        }

        var ordinal = Previous == Keyword.By && (BeforePrevious is Keyword.Order or Keyword.Group);
        ordinal |= PreviousKind == TokenKind.Punctuation && PreviousFirst == ',' && Depth < 64 && ((ByLists >> Depth) & 1) != 0;
        return ordinal && written.Length < MaxKeptDigits && TextLook.EndsOrdinal(text, end);
    }

    /// <summary>
    /// Whether "x" stands where only a name can stand. SQLite takes it for a string where no such name exists, so in any other
    /// place it may be data.
    /// </summary>
    public readonly bool ProvesName(ReadOnlySpan<char> text, ReadOnlySpan<char> written, int end, bool operandExpected)
    {
        var next = TextLook.SkipBlank(text, end);
        var c = next < text.Length ? text[next] : '\0';
        var alias = !operandExpected && (PreviousKind is not (TokenKind.Word or TokenKind.QuotedName) || Clause == Keyword.From);
        if (alias || PreviousFirst == '.' || c is '.' || Previous is Keyword.As or Keyword.From or Keyword.Join or Keyword.Into
            or Keyword.Update or Keyword.Table or Keyword.Exists or Keyword.Returning or Keyword.Using or Keyword.Set)
        {
            return PreviousKind != TokenKind.Operator;
        }

        if (Previous == Keyword.By)
        {
            return Clause == Keyword.By;
        }

        var listed = PreviousKind == TokenKind.Punctuation && PreviousFirst is ',' or '(';
        if (listed && Clause is Keyword.Into or Keyword.Table or Keyword.Index or Keyword.Using or Keyword.Create or Keyword.References
            or Keyword.Constraint or Keyword.Returning or Keyword.By or Keyword.Set or Keyword.With)
        {
            return true;
        }

        if (listed && PreviousFirst == ',' && Clause == Keyword.From)
        {
            return true;
        }

        // A constant is not compared with another: "Id" = @p, "Id" = 5.
        return Clause is Keyword.Where or Keyword.On or Keyword.Having && IsPlain(written, anyCase: true)
            && TextLook.ComparesWithValue(text, next);
    }

    /// <summary>Whether a quoted name reads the same without its quotes.</summary>
    public readonly bool IsPlain(ReadOnlySpan<char> written, bool anyCase = false)
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
}
