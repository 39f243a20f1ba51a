using System.Runtime.CompilerServices;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>Folds the canonical form into the fingerprint and keeps nothing else.</summary>
internal struct HashSink(LexicalRules rules) : INormalSink
{
    private readonly bool _folds = rules.FoldsUnquoted;
    private readonly bool _foldsQuoted = rules.FoldsQuoted;
    private ulong _hash = TokenHash.Initial;

    public readonly ulong Hash => _hash == TokenHash.Initial ? 0 : TokenHash.Finish(_hash);

    public static bool HashesOnly => true;

    public ulong State { readonly get => _hash; set => _hash = value; }

    public readonly void Source(scoped ref SqlTokenizer tokenizer, bool redact)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Word(scoped ref SqlTokenizer tokenizer)
    {
        if (tokenizer.IsShort)
        {
            var fold = _folds || tokenizer.Keyword != Keyword.None;
            _hash = TokenHash.Add(_hash, fold
                ? TokenHash.Word(tokenizer.FoldedLow, tokenizer.FoldedHigh)
                : TokenHash.Word(tokenizer.Low, tokenizer.High));
        }
        else
        {
            _hash = TokenHash.Add(_hash, TokenHash.LongWord(tokenizer.Written, _folds || tokenizer.Keyword != Keyword.None));
        }
    }

    public void PlainName(ReadOnlySpan<char> name) => _hash = TokenHash.Add(_hash, TokenHash.AnyWord(name, _folds));

    public void Piece(ReadOnlySpan<char> piece, TokenKind kind) =>
        _hash = TokenHash.Add(_hash, TokenHash.Piece(piece, kind, kind == TokenKind.QuotedName && _foldsQuoted));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Punctuation(char c) => _hash = TokenHash.Add(_hash, TokenHash.Punctuation(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Marker() => _hash = TokenHash.Add(_hash, TokenHash.Marker);

    public void Cut() => Marker();

    public void List(scoped ref SqlTokenizer tokenizer, int open, char bracket) =>
        _hash = TokenHash.Add(_hash, bracket == '(' ? TokenHash.List : TokenHash.Array);

    public readonly SinkMark Mark() => new(_hash, 0, 0, '\0');

    public void Rewind(in SinkMark mark) => _hash = mark.Hash;

    public SinkMark BeginRow(bool isFirst)
    {
        var mark = Mark();
        _hash = TokenHash.RowSeed;
        return mark;
    }

    public SinkMark EndRow(in SinkMark begin, in SinkMark last)
    {
        var row = _hash;
        if (last.Length != 0 && last.Hash == row)
        {
            _hash = begin.Hash;
            return last;
        }

        _hash = TokenHash.Add(begin.Hash, row);
        return new SinkMark(row, 0, 1, '\0');
    }
}
