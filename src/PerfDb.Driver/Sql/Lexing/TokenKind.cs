namespace PerfDb.Driver.Sql.Lexing;

internal enum TokenKind : byte
{
    End = 0,
    Word,
    QuotedName,
    String,
    Number,
    Parameter,
    Operator,
    Punctuation,
    Comment,
    Hint,

    /// <summary>From here to the end of the text nothing can be told apart with certainty.</summary>
    Doubt,
}
