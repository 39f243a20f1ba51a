using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>Receives the canonical form of a text piece by piece.</summary>
internal interface INormalSink
{
    /// <summary>Whether the pieces are wanted as numbers only.</summary>
    static abstract bool HashesOnly { get; }

    /// <summary>The hash of what came so far.</summary>
    ulong State { get; set; }

    /// <summary>A token of the text, before any other call about it; <paramref name="redact"/> if it carries data.</summary>
    void Source(scoped ref SqlTokenizer tokenizer, bool redact);

    /// <summary>A word, a keyword or a name.</summary>
    void Word(scoped ref SqlTokenizer tokenizer);

    /// <summary>The content of a quoted name that reads the same without its quotes.</summary>
    void PlainName(ReadOnlySpan<char> name);

    /// <summary>Any piece that stays as it is: an operator, a name in quotes, a kept number, a hint.</summary>
    void Piece(ReadOnlySpan<char> piece, TokenKind kind);

    /// <summary>A bracket, comma, dot or semicolon.</summary>
    void Punctuation(char c);

    /// <summary>In place of a value.</summary>
    void Marker();

    /// <summary>In place of the rest of a text that is too long.</summary>
    void Cut();

    /// <summary>In place of a list of values between brackets; the tokenizer has just read the closing one.</summary>
    void List(scoped ref SqlTokenizer tokenizer, int open, char bracket);

    /// <summary>The present state, to go back to.</summary>
    SinkMark Mark();

    /// <summary>Forgets what came after the mark.</summary>
    void Rewind(in SinkMark mark);

    /// <summary>A row of VALUES begins.</summary>
    SinkMark BeginRow(bool isFirst);

    /// <summary>A row ends and is dropped if it equals the last one kept. Returns the last one kept.</summary>
    SinkMark EndRow(in SinkMark begin, in SinkMark last);
}
