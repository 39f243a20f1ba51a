using PerfDb.Driver.Sql.Functions;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>
/// Walks the tokens of one statement once, with a stack of brackets in place of a grammar, and notes tables, functions and
/// whatever forbids calling the statement a read. What it does not know it reports as a doubt.
/// </summary>
internal ref struct QueryWalker
{
    public const int MaxDepth = 250;

    private readonly TokenCursor _tokens;
    private readonly FunctionTable _functions;
    private readonly StatementFacts _facts;
    private readonly ParserBuffers _buffers;
    private readonly Frame[] _frames;
    private readonly bool _isPostgreSql;
    private readonly SqlDialect _dialect;
    private int _depth;

    public QueryWalker(TokenCursor tokens, FunctionTable functions, ParserBuffers buffers)
    {
        _tokens = tokens;
        _functions = functions;
        _buffers = buffers;
        _facts = buffers.Facts;
        _frames = buffers.Frames;
        _dialect = tokens.Rules.Dialect;
        _isPostgreSql = tokens.Rules.IsPostgreSql;
    }

    /// <summary>Walks from a token to the end. Returns false if brackets do not match.</summary>
    public void Walk(int start)
    {
        _frames[0] = default;
        _buffers.Ctes.Clear();
        for (var i = start; i < _tokens.Count; i++)
        {
            var token = _tokens[i];
            switch (token.Kind)
            {
                case TokenKind.Punctuation when token.First == '(':
                    if (!Open(i))
                    {
                        return;
                    }

                    break;
                case TokenKind.Punctuation when token.First == ')':
                    Close();
                    break;
                case TokenKind.Punctuation when token.First == ',':
                    Comma();
                    break;
                case TokenKind.Punctuation when token.First is '{' or '}':
                    _facts.Doubt(Reason.UnknownSyntax);
                    break;
                case TokenKind.Word when token.Keyword != Keyword.None:
                    i = Word(i, token.Keyword);
                    break;
                case TokenKind.Word or TokenKind.QuotedName:
                    i = Name(i);
                    break;
                case TokenKind.Operator:
                    i = Operator(i);
                    break;
                case TokenKind.String:
                    String(i);
                    break;
                case TokenKind.Doubt:
                    _facts.Doubt(Reason.Truncated);
                    break;
            }
        }

        if (_depth != 0)
        {
            _facts.Doubt(Reason.UnknownSyntax);
        }

        CheckLimit();
    }

    private bool Open(int i)
    {
        if (_depth + 1 >= MaxDepth)
        {
            _facts.Doubt(Reason.TooDeep);
            _depth = 0;
            return false;
        }

        ref var outer = ref _frames[_depth];
        var previous = _tokens[i - 1];
        var next = _tokens.KeywordAt(i + 1);
        var inner = new Frame { Role = FrameRole.List };
        if (outer.Clause == Keyword.With && previous.Keyword is Keyword.As or Keyword.Materialized)
        {
            inner.Role = FrameRole.CteBody;
        }
        else if (next is Keyword.Select or Keyword.With or Keyword.Values or Keyword.Table || Keywords.IsDml(next))
        {
            inner.Role = FrameRole.Query;
        }
        else if (outer.TableExpected)
        {
            // A join in brackets: (a JOIN b ON …).
            inner = new Frame { Role = FrameRole.Query, Clause = Keyword.From, Verb = Keyword.Select, TableExpected = true };
        }
        else if (outer is { Role: FrameRole.Query, Clause: Keyword.None } && !previous.IsName)
        {
            inner.Role = FrameRole.Query;
        }

        outer.TableExpected = false;
        _frames[++_depth] = inner;
        return true;
    }

    private void Close()
    {
        if (_depth == 0)
        {
            _facts.Doubt(Reason.UnknownSyntax);
            return;
        }

        var ctes = _buffers.Ctes;
        while (ctes.Count > 0 && ctes[^1].Depth >= _depth)
        {
            ctes.RemoveAt(ctes.Count - 1);
        }

        var role = _frames[_depth].Role;
        _depth--;
        ref var frame = ref _frames[_depth];
        frame.AliasPossible = frame.Clause == Keyword.From;
        if (role == FrameRole.CteBody && frame.CteName is not null)
        {
            if (!frame.IsRecursive)
            {
                ctes.Add((frame.CteName, _depth));
            }

            frame.CteName = null;
        }
    }

    private void Comma()
    {
        ref var frame = ref _frames[_depth];
        frame.TableExpected = frame.Clause is Keyword.From or Keyword.Truncate || (frame.Clause == Keyword.Update && !_isPostgreSql);
        frame.CteNameExpected = frame.Clause == Keyword.With;
        frame.AliasPossible = false;
    }

    private int Operator(int i)
    {
        var token = _tokens[i];
        if (_isPostgreSql)
        {
            if (!KnownNames.IsOperator(_tokens.WrittenAt(i)))
            {
                _facts.Doubt(Reason.UnknownOperator);
            }

            return token is { First: ':', Length: 2 } && !_tokens[i + 1].IsValue ? CallNoter.Type(_tokens, _facts, i + 1, CallNoter.IsConstant(_tokens, i - 1)) : i;
        }

        if (token is { First: ':', Length: 2 } && _tokens.WrittenAt(i) is ":=")
        {
            _facts.Session(Reason.Variable, StatementTraits.SetsSession);
        }

        return i;
    }

    private readonly void String(int i)
    {
        // 'now'::timestamptz is another instant on every execution.
        var content = _tokens.StringAt(i);
        if (content.Length is >= 3 and <= 9 && (content.Equals("now", StringComparison.OrdinalIgnoreCase)
            || content.Equals("today", StringComparison.OrdinalIgnoreCase) || content.Equals("tomorrow", StringComparison.OrdinalIgnoreCase)
            || content.Equals("yesterday", StringComparison.OrdinalIgnoreCase)))
        {
            _facts.Note(Reason.TimeValue, StatementTraits.DependsOnTime | StatementTraits.Nondeterministic);
        }

        ref var frame = ref _frames[_depth];
        if (frame.TableExpected && frame.Clause == Keyword.From && _dialect is SqlDialect.Sqlite or SqlDialect.Generic && KnownNames.IsPlain(content))
        {
            // SQLite takes a string for a name where only a name can stand.
            _buffers.Summary.Add(_tokens.WrittenAt(i));
            _facts.AddTable(new TableName(null, content.ToString().ToLowerInvariant()), read: true, write: frame.IsTarget);
            frame.TableExpected = false;
        }
    }

    private int Name(int i)
    {
        ref var frame = ref _frames[_depth];
        var end = _tokens.EndOfName(i);
        var called = _tokens.Is(end + 1, '(');
        var previous = _tokens[i - 1];
        if (frame.CteNameExpected)
        {
            frame.CteName = _tokens.NameAt(i);
            frame.CteNameExpected = false;
            if (frame.IsRecursive)
            {
                _buffers.Ctes.Add((frame.CteName, _depth));
            }

            return called ? _tokens.Close(end + 1) : end;
        }

        if (frame.TableExpected && (!called || frame.IsTarget))
        {
            AddTable(i, end, ref frame);
            return called ? _tokens.Close(end + 1) : end;
        }

        if (called && (frame.AliasPossible || previous.Keyword == Keyword.As))
        {
            frame.AliasPossible = false;
            return _tokens.Close(end + 1);
        }

        if (called)
        {
            Call(i, end, ref frame);
        }
        else if (_isPostgreSql && _tokens[end + 1].Kind == TokenKind.String)
        {
            CallNoter.Type(_tokens, _facts, i, ofConstant: true);
        }
        else
        {
            QueryEffects.Unquoted(_tokens, _facts, i, frame);
        }

        return end;
    }

    private void Call(int i, int end, ref Frame frame)
    {
        var sampling = _tokens.KeywordAt(i - 1) == Keyword.Tablesample;
        frame.AliasPossible = frame.TableExpected;
        if (frame.TableExpected)
        {
            _buffers.Summary.Add(_tokens.WrittenBetween(i, end));
        }

        frame.TableExpected = false;
        if (!sampling)
        {
            var table = _tokens.TableAt(i, end);
            CallNoter.Note(_tokens, _functions, _facts, table.Schema is null ? table.Name : table.ToString(), end);
        }
    }

    private readonly void AddTable(int i, int end, ref Frame frame)
    {
        var table = _tokens.TableAt(i, end);
        var write = frame.IsTarget || (frame.Verb is Keyword.Update or Keyword.Delete && !_isPostgreSql && _dialect != SqlDialect.Sqlite);
        var read = !frame.IsTarget;
        frame.TableExpected = frame.Clause == Keyword.Truncate && _tokens.Is(end + 1, ',');
        frame.IsTarget = frame.Clause == Keyword.Truncate;
        frame.AliasPossible = true;
        if (table.Schema is null && !write)
        {
            foreach (var (cte, _) in _buffers.Ctes)
            {
                if (cte == table.Name)
                {
                    return;
                }
            }
        }

        _buffers.Summary.Add(_tokens.WrittenBetween(i, end));
        _facts.AddTable(table, read, write);
        if (KnownNames.IsCatalog(table, _dialect))
        {
            _facts.Note(Reason.Catalog, StatementTraits.ReadsCatalog);
            _facts.Traits |= KnownNames.IsNodeView(table) ? StatementTraits.DependsOnNode : StatementTraits.None;
        }

        if (table.Name.StartsWith('#') || table.Schema is "pg_temp" or "temp" or "temporary")
        {
            _facts.Note(Reason.Temporary, StatementTraits.UsesTemporary);
        }
    }

    private int Word(int i, Keyword keyword)
    {
        ref var frame = ref _frames[_depth];
        var previous = _tokens.KeywordAt(i - 1);
        if (previous == Keyword.As && keyword != Keyword.Materialized && keyword != Keyword.Not && frame.Clause != Keyword.None)
        {
            // Behind AS any word is a name; CAST's type is looked at where CAST is.
            return _tokens.Is(i + 1, '(') && !_tokens[i].Is('(') && frame.Clause == Keyword.From ? _tokens.Close(i + 1) : i;
        }

        if (_tokens.Is(i + 1, '(') && !frame.IsTarget)
        {
            if (Keywords.IsCallable(keyword) && !(Keywords.IsDml(keyword) && frame.Verb == Keyword.Merge))
            {
                CallNoter.Note(_tokens, _functions, _facts, KeywordTable.Name(keyword).ToLowerInvariant(), i);
                return i;
            }

            if (!Keywords.OpensSyntax(keyword))
            {
                _facts.Doubt(Reason.UnknownFunction);
            }
        }

        Clause(i, keyword, ref frame);
        return i;
    }

    private readonly void Clause(int i, Keyword keyword, ref Frame frame)
    {
        switch (keyword)
        {
            case Keyword.With when frame.Clause == Keyword.None:
                frame.Clause = Keyword.With;
                frame.CteNameExpected = true;
                return;
            case Keyword.Recursive:
                frame.IsRecursive = true;
                return;
            case Keyword.Select or Keyword.Values:
                Summarize(i, keyword, frame);
                frame.Begin(frame.Verb is Keyword.Insert or Keyword.Replace or Keyword.Merge ? frame.Verb : keyword, keyword);
                return;
            case Keyword.Table when frame.Clause is Keyword.None or Keyword.With or Keyword.Union or Keyword.Except or Keyword.Intersect:
                _buffers.Summary.Add(_tokens.WrittenAt(i));
                frame.Begin(Keyword.Select, Keyword.From);
                frame.TableExpected = true;
                return;
            case Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge or Keyword.Replace:
                Dml(i, keyword, ref frame);
                return;
            case Keyword.From when frame.Role is FrameRole.Query or FrameRole.CteBody:
                From(i, ref frame);
                return;
            case Keyword.Using when frame.Verb is Keyword.Delete or Keyword.Merge && frame.Clause is Keyword.Delete or Keyword.From or Keyword.Merge or Keyword.Using:
            case Keyword.Join or Keyword.Straight_Join or Keyword.Apply:
                frame.Clause = Keyword.From;
                frame.TableExpected = true;
                frame.IsTarget = false;
                frame.AliasPossible = false;
                return;
            case Keyword.Where or Keyword.Group or Keyword.Having or Keyword.Union or Keyword.Except or Keyword.Intersect or Keyword.Minus
                or Keyword.Window or Keyword.Returning:
                frame.End(keyword);
                _facts.Traits |= keyword == Keyword.Returning ? StatementTraits.Returning : StatementTraits.None;
                return;
            case Keyword.On:
                frame.AliasPossible = false;
                frame.TableExpected = false;
                return;
            case Keyword.Order or Keyword.Limit or Keyword.Fetch or Keyword.Offset:
                frame.HasOrder |= keyword == Keyword.Order;
                frame.HasLimit |= keyword is Keyword.Limit or Keyword.Fetch;
                frame.End(keyword);
                return;
            case Keyword.Top:
                frame.HasLimit = true;
                return;
            default:
                if (!QueryEffects.Note(_tokens, _facts, i, keyword, ref frame))
                {
                    AddTable(i, _tokens.EndOfName(i), ref frame);
                }

                return;
        }
    }

    /// <summary>VALUES is an operation where nothing else is one.</summary>
    private readonly void Summarize(int i, Keyword keyword, in Frame frame)
    {
        if (keyword == Keyword.Select || (frame.Verb == Keyword.None && _depth == 0))
        {
            _buffers.Summary.Add(_tokens.WrittenAt(i));
        }
    }

    private readonly void From(int i, ref Frame frame)
    {
        // a IS [NOT] DISTINCT FROM b.
        if (_tokens.KeywordAt(i - 1) == Keyword.Distinct && _tokens.KeywordAt(i - 2) is Keyword.Is or Keyword.Not)
        {
            return;
        }

        frame.IsTarget = frame.Clause == Keyword.Delete && frame.TableExpected;
        frame.Clause = Keyword.From;
        frame.TableExpected = true;
        frame.AliasPossible = false;
    }

    private readonly void Dml(int i, Keyword keyword, ref Frame frame)
    {
        var previous = _tokens.KeywordAt(i - 1);
        if (keyword == Keyword.Update && previous is Keyword.For or Keyword.No)
        {
            _facts.Write(Reason.Locking, StatementTraits.Locking);
            return;
        }

        // ON CONFLICT DO UPDATE, ON DUPLICATE KEY UPDATE, INSERT OR REPLACE, WHEN MATCHED THEN DELETE.
        if (frame.Verb is Keyword.Insert or Keyword.Replace or Keyword.Merge || previous is Keyword.Do or Keyword.Or)
        {
            return;
        }

        if (_depth > 0 || frame.Clause == Keyword.With)
        {
            _facts.Write(Reason.WritingCte, StatementTraits.WritingCte);
        }
        else
        {
            _facts.Write(Reason.NotRead, StatementTraits.None);
        }

        _buffers.Summary.Add(_tokens.WrittenAt(i));
        frame.Begin(keyword, keyword);
        frame.TableExpected = true;
        frame.IsTarget = true;
    }

    private readonly void CheckLimit()
    {
        if (_frames[0].HasLimit && !_frames[0].HasOrder)
        {
            _facts.Note(Reason.LimitWithoutOrder, StatementTraits.LimitWithoutOrder);
        }
    }
}
