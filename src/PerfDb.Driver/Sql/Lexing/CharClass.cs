namespace PerfDb.Driver.Sql.Lexing;

/// <summary>What the first character of a token decides, per dialect.</summary>
internal enum CharClass : byte
{
    Doubt = 0,
    Space,
    Word,
    Digit,
    Open,
    Close,
    Mark,
    Dot,
    Operator,
    Dash,
    Slash,
    Star,
    Quote,
    DoubleQuote,
    Backtick,
    Bracket,
    Dollar,
    Colon,
    At,
    Question,
    Percent,
    Hash,
    Backslash,
    Wide,
    End,
}
