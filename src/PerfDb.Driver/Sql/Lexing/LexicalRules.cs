namespace PerfDb.Driver.Sql.Lexing;

/// <summary>How a dialect, with the settings of its server, cuts text into tokens. Immutable.</summary>
internal sealed class LexicalRules
{
    public LexicalRules(SqlDialect dialect, AnalysisOptions options)
    {
        Dialect = dialect;
        var postgres = dialect == SqlDialect.PostgreSql;
        var mySql = dialect == SqlDialect.MySql;
        var generic = dialect == SqlDialect.Generic;
        IsPostgreSql = postgres;
        BackslashEscapes = (mySql || postgres) && !(options.StandardConformingStrings ?? postgres);
        BackslashIsDoubtful = generic && options.StandardConformingStrings is null;
        DoubleQuotedStrings = !(options.DoubleQuotedIdentifiers ?? !mySql);
        DoubleQuotesMayBeStrings = dialect is SqlDialect.Sqlite or SqlDialect.Generic && options.DoubleQuotedIdentifiers is null;
        DoubleQuotesAreNames = !DoubleQuotedStrings && !DoubleQuotesMayBeStrings;
        EscapeStrings = postgres || generic;
        NestedComments = postgres || dialect == SqlDialect.SqlServer;
        CommentMayEndText = dialect == SqlDialect.Sqlite;
        BracketNames = dialect is SqlDialect.SqlServer or SqlDialect.Sqlite or SqlDialect.Generic;
        DashNeedsSpace = mySql;
        CodeComments = mySql;
        Hints = mySql || postgres || generic;
        FoldsUnquoted = postgres || dialect == SqlDialect.Sqlite;
        FoldsQuoted = dialect == SqlDialect.Sqlite;
        ExtraWordByte = dialect == SqlDialect.SqlServer ? (byte)'#' : (byte)'$';
        Classes = CreateClasses();
    }

    public SqlDialect Dialect { get; }
    public bool IsPostgreSql { get; }
    public bool BackslashEscapes { get; }

    /// <summary>Nobody said whether a backslash escapes, so a string in which it matters ends the certainty.</summary>
    public bool BackslashIsDoubtful { get; }
    public bool DoubleQuotedStrings { get; }

    /// <summary>A double-quoted name that names nothing is a string (SQLite), or nobody said what it is (generic).</summary>
    public bool DoubleQuotesMayBeStrings { get; }
    public bool DoubleQuotesAreNames { get; }
    public bool EscapeStrings { get; }
    public bool NestedComments { get; }
    public bool CommentMayEndText { get; }
    public bool BracketNames { get; }
    public bool DashNeedsSpace { get; }
    public bool CodeComments { get; }
    public bool Hints { get; }
    public bool FoldsUnquoted { get; }
    public bool FoldsQuoted { get; }

    /// <summary>The character beside <c>$</c> that continues a word: <c>#</c> of SQL Server's temporary names.</summary>
    public byte ExtraWordByte { get; }

    /// <summary>The class of every character below 256; all others have the class of 255.</summary>
    public CharClass[] Classes { get; }

    private CharClass[] CreateClasses()
    {
        var classes = new CharClass[256];
        for (var c = 0; c < 256; c++)
        {
            classes[c] = c >= 0x80 ? CharClass.Wide : char.IsAsciiDigit((char)c) ? CharClass.Digit : Classify((char)c);
        }

        return classes;
    }

    private CharClass Classify(char c) => c switch
    {
        '\0' => CharClass.End,
        ' ' or (>= '\t' and <= '\r') => CharClass.Space,
        '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => CharClass.Word,
        '(' => CharClass.Open,
        ')' => CharClass.Close,
        ',' or ';' or ']' or '{' or '}' => CharClass.Mark,
        '.' => CharClass.Dot,
        '-' => CharClass.Dash,
        '/' => CharClass.Slash,
        '*' => CharClass.Star,
        '\'' => CharClass.Quote,
        '"' => CharClass.DoubleQuote,
        '`' => Dialect is SqlDialect.MySql or SqlDialect.Sqlite or SqlDialect.Generic ? CharClass.Backtick : CharClass.Doubt,
        '[' => CharClass.Bracket,
        '$' => CharClass.Dollar,
        ':' => CharClass.Colon,
        '@' => CharClass.At,
        '?' => CharClass.Question,
        '%' => CharClass.Percent,
        '#' => CharClass.Hash,
        '\\' => CharClass.Backslash,
        '+' or '<' or '>' or '=' or '~' or '!' or '^' or '&' or '|' => CharClass.Operator,
        _ => CharClass.Doubt,
    };
}
