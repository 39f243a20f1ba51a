using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>Reads the facts of one statement off its tokens: one pass, a stack of parentheses, no grammar.</summary>
internal ref struct StatementParser
{
    private const int MaxDepth = 128;
    private readonly ReadOnlySpan<char> _text;
    private readonly ReadOnlySpan<SqlToken> _tokens;
    private readonly LexicalRules _rules;
    private readonly FunctionTable _functions;
    private readonly List<TableName> _reads = [];
    private readonly List<TableName> _writes = [];
    private readonly List<string> _called = [];
    private readonly List<string> _reasons = [];
    private readonly List<(string Name, int Depth)> _ctes = [];
    private readonly Frame[] _frames = new Frame[MaxDepth];
    private int _depth;
    private bool _unknown;
    private bool _writing;
    private bool _ordered;
    private bool _limited;
    private StatementTraits _traits;

    private enum Role : byte { Query, Call, List, Columns, CteBody }

    private struct Frame
    {
        public Role Role;
        public Keyword Verb;
        public Keyword Clause;
        public bool TableExpected;
        public bool AliasPossible;
        public bool CteNameExpected;
        public bool Recursive;
        public string? CteName;
    }

    public StatementParser(ReadOnlySpan<char> text, ReadOnlySpan<SqlToken> tokens, LexicalRules rules, FunctionTable functions)
    {
        _text = text;
        _tokens = tokens;
        _rules = rules;
        _functions = functions;
    }

    public StatementAnalysis Parse()
    {
        var start = 0;
        while (start < _tokens.Length && _tokens[start].Is('('))
        {
            start++;
        }

        var verb = start < _tokens.Length ? _tokens[start].Keyword : Keyword.None;
        var operation = verb != Keyword.None ? KeywordTable.Name(verb)
            : start < _tokens.Length && _tokens[start].Kind == TokenKind.Word ? Written(_tokens[start]).ToString().ToUpperInvariant() : "";
        var explain = false;
        var analyze = false;
        var body = start;
        if (verb is Keyword.Explain or Keyword.Describe || operation == "DESC")
        {
            explain = true;
            body = SkipExplain(start + 1, out analyze);
            verb = body < _tokens.Length ? _tokens[body].Keyword : Keyword.None;
        }

        var kind = KindOf(verb, body);
        Walk(body == start ? 0 : body, verb);
        if (kind == StatementKind.Read)
        {
            kind = _writing ? StatementKind.Write : _unknown ? StatementKind.Unknown : StatementKind.Read;
        }
        else if (kind == StatementKind.Unknown)
        {
            AddReason(Reason.UnknownVerb);
        }

        if (explain)
        {
            _traits |= analyze ? StatementTraits.ExplainAnalyze : StatementTraits.Explain;
            AddReason(Reason.Explain);
        }

        if (_limited && !_ordered)
        {
            _traits |= StatementTraits.LimitWithoutOrder;
            AddReason(Reason.LimitWithoutOrder);
        }

        if (kind is not (StatementKind.Read or StatementKind.Unknown) && _reasons.Count == 0)
        {
            AddReason(Reason.NotRead);
        }

        return new StatementAnalysis
        {
            Kind = kind,
            Operation = operation,
            Reads = _reads.Count == 0 ? [] : _reads.ToArray(),
            Writes = _writes.Count == 0 ? [] : _writes.ToArray(),
            Functions = _called.Count == 0 ? [] : _called.ToArray(),
            Reasons = _reasons.Count == 0 ? [] : _reasons.ToArray(),
            WritesAreComplete = kind != StatementKind.Unknown && !_unknown,
            Traits = _traits,
        };
    }

    private readonly int SkipExplain(int i, out bool analyze)
    {
        analyze = false;
        if (i < _tokens.Length && _tokens[i].Is('('))
        {
            for (; i < _tokens.Length && !_tokens[i].Is(')'); i++)
            {
                if (_tokens[i].Keyword is Keyword.Analyze or Keyword.Analyse)
                {
                    var value = i + 1 < _tokens.Length ? Written(_tokens[i + 1]) : default;
                    analyze = !(value.Equals("false", StringComparison.OrdinalIgnoreCase) || value.Equals("off", StringComparison.OrdinalIgnoreCase) || value is "0");
                }
            }

            i++;
        }

        for (; i < _tokens.Length; i++)
        {
            if (_tokens[i].Keyword is Keyword.Analyze or Keyword.Analyse)
            {
                analyze = true;
            }
            else if (_tokens[i].Keyword != Keyword.None || _tokens[i].Is('('))
            {
                break;
            }
        }

        return i;
    }

    private StatementKind KindOf(Keyword verb, int at)
    {
        var second = at + 1 < _tokens.Length ? _tokens[at + 1].Keyword : Keyword.None;
        switch (verb)
        {
            case Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With:
                return StatementKind.Read;
            case Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge or Keyword.Replace or Keyword.Truncate:
                return StatementKind.Write;
            case Keyword.Copy:
                _traits |= StatementTraits.Copy;
                return StatementKind.Write;
            case Keyword.Create or Keyword.Alter or Keyword.Drop or Keyword.Comment or Keyword.Grant or Keyword.Revoke or Keyword.Reassign
                or Keyword.Security or Keyword.Import or Keyword.Refresh or Keyword.Vacuum or Keyword.Analyze or Keyword.Analyse or Keyword.Reindex
                or Keyword.Cluster or Keyword.Checkpoint or Keyword.Rename:
                return StatementKind.Ddl;
            case Keyword.Begin or Keyword.Start:
                _traits |= StatementTraits.BeginsTransaction;
                return StatementKind.Transaction;
            case Keyword.Commit or Keyword.End:
                _traits |= StatementTraits.CommitsTransaction;
                return StatementKind.Transaction;
            case Keyword.Rollback or Keyword.Abort:
                _traits |= StatementTraits.RollsBackTransaction;
                return StatementKind.Transaction;
            case Keyword.Savepoint or Keyword.Release:
                _traits |= StatementTraits.Savepoint;
                return StatementKind.Transaction;
            case Keyword.Set:
                _traits |= StatementTraits.SetsSession;
                return StatementKind.Session;
            case Keyword.Prepare when second == Keyword.None:
            case Keyword.Listen or Keyword.Declare or Keyword.Lock or Keyword.Load:
                _traits |= StatementTraits.PinsSession;
                return StatementKind.Session;
            case Keyword.Reset or Keyword.Discard or Keyword.Unlisten or Keyword.Close or Keyword.Deallocate:
                _traits |= StatementTraits.ReleasesSession;
                return StatementKind.Session;
            case Keyword.Show or Keyword.Notify or Keyword.Fetch or Keyword.Move or Keyword.Use or Keyword.Pragma or Keyword.Attach or Keyword.Detach:
                return StatementKind.Session;
            default:
                return StatementKind.Unknown;
        }
    }

    private void Walk(int start, Keyword verb)
    {
        _frames[0] = new Frame { Role = Role.Query, Verb = verb };
        ref var frame = ref _frames[0];
        var previous = default(SqlToken);
        for (var i = start; i < _tokens.Length; i++)
        {
            var token = _tokens[i];
            frame = ref _frames[_depth];
            if (token.Is('('))
            {
                if (!Open(i, previous))
                {
                    return;
                }
            }
            else if (token.Is(')'))
            {
                Close();
            }
            else if (token.Is(','))
            {
                frame.TableExpected = frame.Clause is Keyword.From or Keyword.Truncate && frame.Role is Role.Query or Role.CteBody;
                frame.CteNameExpected = frame.Clause == Keyword.With;
                frame.AliasPossible = false;
            }
            else if (token.Kind == TokenKind.Doubt)
            {
                _unknown = true;
                AddReason(Reason.Truncated);
            }
            else if (token.IsName && token.Keyword == Keyword.None)
            {
                i = Name(i, previous);
            }
            else if (token.Keyword != Keyword.None)
            {
                i = Word(i, previous);
            }

            previous = _tokens[i];
        }

        if (_depth != 0)
        {
            _unknown = true;
            AddReason(Reason.UnknownSyntax);
        }
    }

    private bool Open(int i, in SqlToken previous)
    {
        if (_depth + 1 >= MaxDepth)
        {
            _unknown = true;
            AddReason(Reason.TooDeep);
            return false;
        }

        ref var outer = ref _frames[_depth];
        var next = i + 1 < _tokens.Length ? _tokens[i + 1].Keyword : Keyword.None;
        var query = next is Keyword.Select or Keyword.With or Keyword.Values or Keyword.Table or Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge;
        var role = outer.Clause == Keyword.With && previous.Keyword is Keyword.As or Keyword.Materialized ? Role.CteBody
            : query ? Role.Query
            : previous.IsName && previous.Keyword == Keyword.None ? Role.Call
            : Role.List;
        var inner = new Frame { Role = role };
        if (role == Role.List && outer.TableExpected)
        {
            // A parenthesised join: (a JOIN b ON …).
            inner = new Frame { Role = Role.Query, Clause = Keyword.From, TableExpected = true };
        }
        else if (role == Role.List && outer.Role == Role.Query && outer.Clause == Keyword.None)
        {
            inner = new Frame { Role = Role.Query };
        }

        outer.TableExpected = false;
        _frames[++_depth] = inner;
        return true;
    }

    private void Close()
    {
        if (_depth == 0)
        {
            _unknown = true;
            AddReason(Reason.UnknownSyntax);
            return;
        }

        while (_ctes.Count > 0 && _ctes[^1].Depth >= _depth)
        {
            _ctes.RemoveAt(_ctes.Count - 1);
        }

        _depth--;
        ref var frame = ref _frames[_depth];
        frame.AliasPossible = frame.Clause == Keyword.From;
        if (frame.Clause == Keyword.With && frame.CteName is not null && _frames[_depth + 1].Role == Role.CteBody)
        {
            if (!frame.Recursive)
            {
                _ctes.Add((frame.CteName, _depth));
            }

            frame.CteName = null;
        }
    }

    private int Name(int i, in SqlToken previous)
    {
        ref var frame = ref _frames[_depth];
        var end = i;
        while (end + 2 < _tokens.Length && _tokens[end + 1].Is('.') && (_tokens[end + 2].IsName))
        {
            end += 2;
        }

        if (frame.CteNameExpected)
        {
            frame.CteName = Decode(_tokens[i]);
            frame.CteNameExpected = false;
            if (frame.Recursive)
            {
                _ctes.Add((frame.CteName, _depth));
            }

            return SkipColumns(end);
        }

        var called = end + 1 < _tokens.Length && _tokens[end + 1].Is('(');
        if (called && (frame.AliasPossible || previous.Keyword == Keyword.As || frame.Clause is Keyword.Insert or Keyword.Create))
        {
            if (frame.TableExpected)
            {
                AddTable(i, end, ref frame);
            }

            return SkipColumns(end);
        }

        if (called && !(previous is { Kind: TokenKind.Operator, First: ':' }))
        {
            Call(i, end);
            frame.AliasPossible = frame.TableExpected;
            frame.TableExpected = false;
            return end;
        }

        if (frame.TableExpected)
        {
            AddTable(i, end, ref frame);
        }

        return end;
    }

    private readonly int SkipColumns(int end)
    {
        if (end + 1 >= _tokens.Length || !_tokens[end + 1].Is('('))
        {
            return end;
        }

        var depth = 0;
        for (var i = end + 1; i < _tokens.Length; i++)
        {
            depth += _tokens[i].Is('(') ? 1 : _tokens[i].Is(')') ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return end;
    }

    private void Call(int i, int end)
    {
        var name = i == end ? Decode(_tokens[i]) : string.Concat(Decode(_tokens[end - 2]), ".", Decode(_tokens[end]));
        if (!_called.Contains(name))
        {
            _called.Add(name);
        }

        if (!_functions.TryGet(name, out var function))
        {
            _unknown = true;
            _traits |= StatementTraits.UnknownFunction;
            AddReason(Reason.UnknownFunction);
        }
        else if (function.Writes)
        {
            _writing = true;
            _traits |= StatementTraits.CallsWriter;
            AddReason(Reason.WritingFunction);
        }
        else if (function.Volatility != FunctionVolatility.Immutable)
        {
            _traits |= StatementTraits.Nondeterministic;
            AddReason(function.Volatility == FunctionVolatility.Stable ? Reason.StableFunction : Reason.VolatileFunction);
        }
    }

    private void AddTable(int i, int end, ref Frame frame)
    {
        var name = Decode(_tokens[end]);
        var schema = end > i ? Decode(_tokens[end - 2]) : null;
        var write = frame.Clause is Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge or Keyword.Replace or Keyword.Truncate
            or Keyword.Create or Keyword.Copy;
        frame.TableExpected = false;
        frame.AliasPossible = true;
        if (frame.Clause == Keyword.Delete)
        {
            frame.Clause = Keyword.From;
        }

        if (schema is null && !write)
        {
            foreach (var (cte, _) in _ctes)
            {
                if (cte == name)
                {
                    return;
                }
            }
        }

        var table = new TableName(schema, name);
        var list = write ? _writes : _reads;
        if (!list.Contains(table))
        {
            list.Add(table);
        }

        if (schema is "pg_catalog" or "information_schema" || name.StartsWith("pg_", StringComparison.Ordinal) || name.StartsWith("sqlite_", StringComparison.Ordinal))
        {
            _traits |= StatementTraits.ReadsCatalog;
            AddReason(Reason.Catalog);
        }
    }

    private int Word(int i, in SqlToken previous)
    {
        ref var frame = ref _frames[_depth];
        var keyword = _tokens[i].Keyword;
        var next = i + 1 < _tokens.Length ? _tokens[i + 1].Keyword : Keyword.None;
        if (previous.Keyword == Keyword.As)
        {
            return keyword is Keyword.Materialized or Keyword.Not || frame.Verb != Keyword.Create ? i : Statement(i, keyword, ref frame);
        }

        switch (keyword)
        {
            case Keyword.With when frame.Clause == Keyword.None:
                frame.Clause = Keyword.With;
                frame.CteNameExpected = true;
                break;
            case Keyword.Recursive:
                frame.Recursive = true;
                break;
            case Keyword.Select or Keyword.Values or Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge or Keyword.Truncate or Keyword.Replace or Keyword.Table:
                return Statement(i, keyword, ref frame);
            case Keyword.From when frame.Role is Role.Query or Role.CteBody && previous.Keyword != Keyword.Distinct:
                frame.Clause = frame.Clause == Keyword.Delete ? Keyword.Delete : Keyword.From;
                frame.TableExpected = true;
                frame.AliasPossible = false;
                break;
            case Keyword.Using when frame.Verb is Keyword.Delete or Keyword.Merge:
                frame.Clause = Keyword.From;
                frame.TableExpected = true;
                break;
            case Keyword.Join or Keyword.Straight_Join or Keyword.Apply:
                frame.TableExpected = true;
                frame.AliasPossible = false;
                break;
            case Keyword.Where or Keyword.Group or Keyword.Having or Keyword.Union or Keyword.Except or Keyword.Intersect or Keyword.Set
                or Keyword.Window or Keyword.Returning:
                frame.Clause = keyword;
                frame.TableExpected = false;
                frame.AliasPossible = false;
                break;
            case Keyword.Order:
                frame.Clause = keyword;
                _ordered |= _depth == 0;
                break;
            case Keyword.Limit or Keyword.Fetch or Keyword.Top:
                frame.Clause = keyword == Keyword.Top ? frame.Clause : keyword;
                _limited |= _depth == 0;
                break;
            case Keyword.On:
                frame.AliasPossible = false;
                break;
            case Keyword.Into when frame.Verb is not (Keyword.Insert or Keyword.Merge or Keyword.Replace):
                _writing = true;
                _traits |= StatementTraits.SelectInto;
                AddReason(Reason.SelectInto);
                break;
            case Keyword.For when frame.Role is Role.Query or Role.CteBody && (next is Keyword.Update or Keyword.Share or Keyword.No):
                _writing = true;
                _traits |= StatementTraits.Locking;
                AddReason(Reason.Locking);
                return i + 1;
            case Keyword.Tablesample:
                _traits |= StatementTraits.Samples;
                AddReason(Reason.Sampling);
                break;
            case Keyword.Current_Date or Keyword.Current_Time or Keyword.Current_Timestamp or Keyword.Localtime or Keyword.Localtimestamp:
                _traits |= StatementTraits.DependsOnTime | StatementTraits.Nondeterministic;
                AddReason(Reason.TimeValue);
                break;
            case Keyword.Current_User or Keyword.Session_User or Keyword.User or Keyword.Current_Role or Keyword.Current_Catalog or Keyword.Current_Schema:
                _traits |= StatementTraits.DependsOnSession | StatementTraits.Nondeterministic;
                AddReason(Reason.SessionValue);
                break;
            default:
                Other(keyword, i, ref frame);
                break;
        }

        return i;
    }

    private int Statement(int i, Keyword keyword, ref Frame frame)
    {
        var called = i + 1 < _tokens.Length && _tokens[i + 1].Is('(') && keyword is Keyword.Replace or Keyword.Insert or Keyword.Truncate;
        if (called && (_depth > 0 || i > 0))
        {
            return i;
        }

        if (keyword is Keyword.Select or Keyword.Values)
        {
            frame.Verb = frame.Verb is Keyword.Insert or Keyword.Replace or Keyword.Merge ? frame.Verb : keyword;
            frame.Clause = keyword;
            frame.TableExpected = false;
            return i;
        }

        if (keyword == Keyword.Table)
        {
            frame.TableExpected = frame.Clause == Keyword.None || frame.Verb == Keyword.Truncate;
            frame.Clause = frame.Clause == Keyword.None ? Keyword.From : frame.Clause;
            return i;
        }

        frame.Verb = keyword;
        frame.Clause = keyword;
        frame.TableExpected = true;
        _writing = true;
        _traits |= _depth > 0 ? StatementTraits.WritingCte : StatementTraits.None;
        if (_depth > 0)
        {
            AddReason(Reason.WritingCte);
        }

        return i;
    }

    private void Other(Keyword keyword, int i, ref Frame frame)
    {
        if (frame.TableExpected && keyword is not (Keyword.Only or Keyword.Lateral or Keyword.Into or Keyword.If or Keyword.Exists or Keyword.Not or Keyword.Table)
            && !(i + 1 < _tokens.Length && _tokens[i + 1].Is('(')))
        {
            AddTable(i, i, ref frame);
        }
        else if (keyword is Keyword.Create or Keyword.Alter or Keyword.Drop or Keyword.Exec or Keyword.Execute or Keyword.Call or Keyword.Output && i > 0)
        {
            _unknown = true;
            AddReason(Reason.UnknownSyntax);
        }
    }

    private void AddReason(string reason)
    {
        if (!_reasons.Contains(reason))
        {
            _reasons.Add(reason);
        }
    }

    private readonly ReadOnlySpan<char> Written(in SqlToken token) => _text.Slice(token.Start, token.Length);

    private readonly string Decode(in SqlToken token) => NameDecoder.Decode(Written(token), token.Kind, _rules);
}
