using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PerfDb.Driver.Sql.Normalizing;

namespace PerfDb.Driver.Sql.Lexing;

/// <summary>
/// Runs over the pieces that make most of a text (names, dots, commas, calls, comparisons, simple values) with all state in
/// locals, and stops before the first piece that any rule treats in its own way. It changes no result: the tokenizer and the
/// normalizer would give the same piece by piece, more slowly; the tests of totality hold both against each other.
/// </summary>
internal static class FastLane
{
    private const ulong HighBits = 0x8080808080808080;

    // Longer lists are searched with vectors.
    private const int MaxRow = 32;

    // By the length of a word: the bytes of its first eight characters, and of its second.
    private static readonly ulong[] Masks = CreateMasks();

    public static void Run(ref TextWindow window, LexicalRules rules, ref LaneState state)
    {
        ref var bytes = ref window.Bytes;
        ref var classes = ref MemoryMarshal.GetArrayDataReference(rules.Classes);
        var hash = state.Hash;
        var position = state.Position;
        var operand = state.OperandExpected;
        var dot = state.AfterDot;
        var previous = state.Previous;
        var before = state.BeforePrevious;
        var first = state.PreviousFirst;
        var moved = false;
        var start = window.Start;

        // The ends of words in the present block stay in a register: the next position must not wait for memory.
        var block = -1;
        var ends = 0UL;
        while (true)
        {
            var offset = position - start;
            if (offset > TextWindow.MaxOffset)
            {
                window.Fill(position);
                start = position;
                offset = 0;
                block = -1;
            }

            var b = Unsafe.Add(ref bytes, offset);
            var kind = Unsafe.Add(ref classes, b);
            if (kind == CharClass.Space)
            {
                // Most blanks are one character; a branch that is foreseen costs less than a count that is awaited.
                position += Unsafe.Add(ref classes, Unsafe.Add(ref bytes, offset + 1)) != CharClass.Space ? 1 : window.SpaceRun(offset);
                continue;
            }

            var at = kind == CharClass.DoubleQuote ? offset + 1 : offset;
            if (at >> 6 != block)
            {
                block = at >> 6;
                ends = ~window.WordBits(block);
            }

            var rest = ends >> at;
            var run = rest != 0 ? BitOperations.TrailingZeroCount(rest) : window.WordRun(at);
            ulong piece;
            var length = 1;
            var keyword = Keyword.None;
            var next = true;
            if (kind == CharClass.Word)
            {
                length = Word(in window, rules, offset, run, dot, out keyword, out piece);
                next = KeywordTable.ExpectsOperand(keyword);
                b = (byte)'a';
                if (KeywordRules.IsSpecial(keyword) && length > 0)
                {
                    if (keyword == Keyword.Inner && !operand)
                    {
                        position += length;
                        continue;
                    }

                    length = rules.DoubleQuotesMayBeStrings || !state.Accept(keyword, previous) ? 0 : length;
                }
            }
            else if ((kind == CharClass.Dot && !operand && Unsafe.Add(ref bytes, offset + 1) != '.') || (kind == CharClass.Mark && b == ','))
            {
                piece = TokenHash.Punctuation((char)b);
            }
            else if (kind == CharClass.DoubleQuote && rules.DoubleQuotesAreNames)
            {
                length = QuotedName(in window, rules, offset, run, out piece);
                next = false;
            }
            else if (kind is CharClass.Operator or CharClass.Star && !Joins(Unsafe.Add(ref classes, Unsafe.Add(ref bytes, offset + 1))) && !(b == '+' && operand))
            {
                piece = TokenHash.Operator(b);
            }
            else if (kind is CharClass.Open or CharClass.Close && !rules.DoubleQuotesMayBeStrings)
            {
                length = Bracket(ref state, kind, previous);
                piece = TokenHash.Punctuation((char)b);
                next = kind == CharClass.Open;
            }
            else
            {
                length = dot ? 0 : Value(in window, rules, offset, kind, operand, kind == CharClass.Digit && state.KeepsNumber(previous, first));
                piece = TokenHash.Marker;
                next = false;
                b = (byte)'?';
            }

            if (length <= 0)
            {
                break;
            }

            position += length;

            // Added, not branched upon: whether a blank follows is foreseen by nobody.
            position += Unsafe.Add(ref bytes, offset + length) == ' ' ? 1 : 0;

            moved = true;
            hash = TokenHash.Add(hash, piece);
            operand = next;
            before = previous;
            previous = keyword;
            dot = b == '.';
            first = (char)b;
        }

        state.HasMoved = moved;
        state.Hash = hash;
        state.Position = position;
        state.OperandExpected = operand;
        state.AfterDot = dot;
        state.Previous = previous;
        state.BeforePrevious = before;
        state.PreviousFirst = first;
    }

    /// <summary>The length of a string without anything special in or behind it, or zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SimpleString(in TextWindow window, CharClass[] classes, int offset)
    {
        var content = window.UntilQuote(offset + 1);
        var after = offset + content + 2;
        if (content >= TextWindow.BlockSize || after > TextWindow.MaxOffset || window.ByteAt(after - 2) == '\\')
        {
            return 0;
        }

        var next = classes[window.ByteAt(after)];
        var second = classes[window.ByteAt(after + 1)];
        var ends = next is CharClass.Mark or CharClass.Close or CharClass.Operator or CharClass.Open
            || (next == CharClass.Space && second is CharClass.Word or CharClass.Operator or CharClass.Open or CharClass.Mark);
        return ends ? content + 2 : 0;
    }

    /// <summary>
    /// From behind an opening bracket to behind the closing one, if only simple values and commas lie between and all of it in
    /// the window; else zero.
    /// </summary>
    public static int SkipValues(in TextWindow window, LexicalRules rules, int offset, out bool literals)
    {
        var classes = rules.Classes;
        var isValue = false;
        literals = false;
        for (var commas = 0; offset < TextWindow.MaxOffset && commas < MaxRow;)
        {
            var kind = classes[window.ByteAt(offset)];
            if (kind == CharClass.Space)
            {
                offset++;
                continue;
            }

            if (kind == CharClass.Mark && window.ByteAt(offset) == ',' && isValue)
            {
                isValue = false;
                commas++;
                offset++;
                continue;
            }

            if (kind == CharClass.Close || isValue)
            {
                return kind == CharClass.Close && isValue ? offset + 1 : 0;
            }

            var length = kind == CharClass.Word ? Constant(in window, offset) : Value(in window, rules, offset, kind, operand: true, keepsNumber: false);
            if (length == 0 && kind == CharClass.Digit)
            {
                length = Decimal(in window, offset);
            }

            if (length == 0)
            {
                return 0;
            }

            literals |= kind is not (CharClass.Dollar or CharClass.At);
            isValue = true;
            offset += length;
        }

        return 0;
    }

    /// <summary>NULL, TRUE or FALSE.</summary>
    private static int Constant(in TextWindow window, int offset)
    {
        var length = window.WordRun(offset);
        var fits = TryLoad(in window, offset, length, out var low, out _, out var mask, out _);
        return fits && length <= 5 && window.ByteAt(offset + length) is not ((byte)'\'' or (byte)'&')
            && KeywordTable.Find((low | KeywordTable.CaseBits) & mask, 0) is Keyword.Null or Keyword.True or Keyword.False ? length : 0;
    }

    private static int Decimal(in TextWindow window, int offset)
    {
        var whole = Digits(in window, offset);
        if (whole == 0 || window.ByteAt(offset + whole) != '.')
        {
            return 0;
        }

        var fraction = Digits(in window, offset + whole + 1);
        return fraction == 0 || window.ByteAt(offset + whole + 1 + fraction) == '.' ? 0 : whole + 1 + fraction;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Word(in TextWindow window, LexicalRules rules, int offset, int length, bool dot, out Keyword keyword, out ulong piece)
    {
        var behind = window.ByteAt(offset + length);
        keyword = Keyword.None;
        piece = 0;
        if (!TryLoad(in window, offset, length, out var low, out var high, out var maskLow, out var maskHigh) || behind == '\'' || behind == '&')
        {
            return 0;
        }

        var foldedLow = (low | KeywordTable.CaseBits) & maskLow;
        var foldedHigh = (high | KeywordTable.CaseBits) & maskHigh;
        keyword = dot ? Keyword.None : KeywordTable.Find(foldedLow, foldedHigh);
        piece = rules.FoldsUnquoted || keyword != Keyword.None ? TokenHash.Word(foldedLow, foldedHigh) : TokenHash.Word(low, high);
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int QuotedName(in TextWindow window, LexicalRules rules, int offset, int length, out ulong piece)
    {
        piece = 0;
        if (length == 0 || window.ByteAt(offset + length + 1) != '"' || window.ByteAt(offset + length + 2) == '"'
            || !TryLoad(in window, offset + 1, length, out var low, out var high, out var maskLow, out var maskHigh))
        {
            return 0;
        }

        var upper = (Uppers(low) | Uppers(high)) != 0;
        if (upper && rules.FoldsQuoted)
        {
            return 0;
        }

        piece = TokenHash.Quoted(low, high, '"');
        if (upper && rules.FoldsUnquoted)
        {
            return length + 2;
        }

        var foldedLow = (low | KeywordTable.CaseBits) & maskLow;
        var foldedHigh = (high | KeywordTable.CaseBits) & maskHigh;
        var plain = window.ByteAt(offset + 1) > '9' && !Has(low, high, '$') && !Has(low, high, '#')
            && KeywordTable.Find(foldedLow, foldedHigh) == Keyword.None;
        piece = !plain ? piece
            : rules.FoldsUnquoted ? TokenHash.Word(foldedLow, foldedHigh) : TokenHash.Word(low, high);
        return length + 2;
    }

    private static int Bracket(ref LaneState state, CharClass kind, Keyword previous)
    {
        if (kind == CharClass.Close)
        {
            if (!state.HasRows)
            {
                state.Close();
            }

            return state.HasRows ? 0 : 1;
        }

        if (previous is Keyword.In or Keyword.Values)
        {
            return 0;
        }

        state.Open();
        return 1;
    }

    private static int Value(in TextWindow window, LexicalRules rules, int offset, CharClass kind, bool operand, bool keepsNumber)
    {
        switch (kind)
        {
            case CharClass.Quote when !rules.BackslashEscapes && !rules.BackslashIsDoubtful:
                return SimpleString(in window, rules.Classes, offset);
            case CharClass.Digit when !keepsNumber:
                var digits = Digits(in window, offset);
                return window.ByteAt(offset + digits) == '.' ? 0 : digits;
            case CharClass.Dollar:
                var ordinal = Digits(in window, offset + 1);
                return ordinal == 0 ? 0 : ordinal + 1;
            case CharClass.At when operand || !rules.IsPostgreSql:
                var length = window.WordRun(offset + 1);
                return length is > 0 and <= 32 && IsAscii(in window, offset + 1, length) ? length + 1 : 0;
            default:
                return 0;
        }
    }

    /// <summary>The length of a word of at most eight digits and nothing else, or zero.</summary>
    private static int Digits(in TextWindow window, int offset)
    {
        var length = window.WordRun(offset);
        if (length is 0 or > 8)
        {
            return 0;
        }

        // Digits, and nothing else, leave every byte's upper half at 3 and the lower below ten.
        var digits = (window.BytesAt(offset) ^ 0x3030303030303030) & (ulong.MaxValue >> (64 - (8 * length)));
        return ((digits | (digits + 0x7676767676767676)) & HighBits) == 0 ? length : 0;
    }

    private static bool IsAscii(in TextWindow window, int offset, int length)
    {
        for (var i = 0; i < length; i += 8)
        {
            var rest = length - i;
            var mask = rest >= 8 ? ulong.MaxValue : ulong.MaxValue >> (64 - (8 * rest));
            if ((window.BytesAt(offset + i) & mask & HighBits) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Two halves of a word and what they fill; without a branch on the length, which no predictor foresees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryLoad(in TextWindow window, int offset, int length, out ulong low, out ulong high, out ulong maskLow, out ulong maskHigh)
    {
        ref var masks = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Masks), 2 * Math.Min(length, 16));
        maskLow = masks;
        maskHigh = Unsafe.Add(ref masks, 1);
        low = window.BytesAt(offset) & maskLow;
        high = window.BytesAt(offset + 8) & maskHigh;
        return ((low | high) & HighBits) == 0 && length <= 16;
    }

    private static ulong[] CreateMasks()
    {
        var masks = new ulong[2 * 17];
        for (var length = 1; length <= 16; length++)
        {
            masks[2 * length] = length >= 8 ? ulong.MaxValue : ulong.MaxValue >> (64 - (8 * length));
            masks[(2 * length) + 1] = length <= 8 ? 0 : ulong.MaxValue >> (128 - (8 * length));
        }

        return masks;
    }

    private static ulong Uppers(ulong ascii) => (ascii + 0x3F3F3F3F3F3F3F3F) & ~(ascii + 0x2525252525252525) & HighBits;

    private static bool Has(ulong low, ulong high, char c)
    {
        var pattern = c * 0x0101010101010101UL;
        return HasZero(low ^ pattern) || HasZero(high ^ pattern);
    }

    private static bool HasZero(ulong bytes) => ((bytes - 0x0101010101010101) & ~bytes & HighBits) != 0;

    /// <summary>Whether a character of this class may join an operator in front of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Joins(CharClass next) => next is CharClass.Operator or CharClass.Dash or CharClass.Slash or CharClass.Star or CharClass.Percent
        or CharClass.Hash or CharClass.At or CharClass.Question or CharClass.Colon;
}
