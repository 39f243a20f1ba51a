namespace PerfDb.Driver.Sql.Lexing;

/// <summary>What <see cref="FastLane"/> takes over from tokenizer and normalizer, and gives back.</summary>
internal struct LaneState
{
    public ulong Hash;
    public ulong ByLists;
    public int Position;
    public int Depth;
    public bool OperandExpected;
    public bool AfterDot;
    public bool HasRows;

    /// <summary>Whether any piece was passed, and not blanks only.</summary>
    public bool HasMoved;
    public Keyword Previous;
    public Keyword BeforePrevious;

    /// <summary>The first character of the last piece: a letter for words, a question mark for values.</summary>
    public char PreviousFirst;

    public void Open()
    {
        Depth++;
        ByLists &= Depth < 64 ? ~(1UL << Depth) : ulong.MaxValue;
    }

    public void Close() => Depth = Math.Max(Depth - 1, 0);

    /// <summary>Whether a keyword with a rule only begins or ends a list of ordinals.</summary>
    public bool Accept(Keyword keyword, Keyword previous)
    {
        if (keyword is Keyword.Null or Keyword.True or Keyword.False or Keyword.All or Keyword.Inner or Keyword.Outer)
        {
            return false;
        }

        var bit = Depth < 64 ? 1UL << Depth : 0;
        ByLists = keyword != Keyword.By ? ByLists & ~bit : previous is Keyword.Order or Keyword.Group ? ByLists | bit : ByLists;
        return true;
    }

    /// <summary>Whether a number here may be an ordinal, which is no value.</summary>
    public readonly bool KeepsNumber(Keyword previous, char first) =>
        previous == Keyword.By || (first == ',' && Depth < 64 && ((ByLists >> Depth) & 1) != 0);
}
