using PerfDb.Driver.Sql.Functions;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>What has been found in one statement so far; kept for the next one.</summary>
internal sealed class StatementFacts
{
    /// <summary>More names than this are counted as not understood: no statement that people write has them.</summary>
    private const int MaxNames = 256;

    private readonly List<TableName> _reads = [];
    private readonly List<TableName> _writes = [];
    private readonly List<string> _functions = [];
    private readonly List<string> _reasons = [];

    public StatementTraits Traits { get; set; }

    /// <summary>Something was not understood, so nothing can be promised.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>Data, locks or sequences change.</summary>
    public bool Writes { get; private set; }

    /// <summary>The session's own state is used or changed.</summary>
    public bool UsesSession { get; private set; }

    public void Clear()
    {
        _reads.Clear();
        _writes.Clear();
        _functions.Clear();
        _reasons.Clear();
        Traits = StatementTraits.None;
        IsUnknown = false;
        Writes = false;
        UsesSession = false;
    }

    public void AddReason(string reason)
    {
        if (!_reasons.Contains(reason))
        {
            _reasons.Add(reason);
        }
    }

    public void Doubt(string reason)
    {
        IsUnknown = true;
        AddReason(reason);
    }

    public void Write(string reason, StatementTraits traits)
    {
        Writes = true;
        Note(reason, traits);
    }

    public void Session(string reason, StatementTraits traits)
    {
        UsesSession = true;
        Note(reason, traits);
    }

    public void Note(string reason, StatementTraits traits)
    {
        Traits |= traits;
        AddReason(reason);
    }

    public void AddTable(TableName table, bool read, bool write)
    {
        if (read)
        {
            Add(_reads, table);
        }

        if (write)
        {
            Add(_writes, table);
        }
    }

    public void AddFunction(string name, bool known, FunctionDefinition function)
    {
        Add(_functions, name);
        if (!known)
        {
            Traits |= StatementTraits.UnknownFunction;
            Doubt(Reason.UnknownFunction);
            return;
        }

        switch (function.Effect)
        {
            case FunctionEffect.Writes:
                Write(Reason.WritingFunction, StatementTraits.CallsWriter);
                return;
            case FunctionEffect.Dynamic:
                Doubt(Reason.DynamicSql);
                return;
            case FunctionEffect.Pins:
                Session(Reason.SessionFunction, StatementTraits.PinsSession);
                return;
            case FunctionEffect.Session:
                Session(Reason.SessionFunction, StatementTraits.DependsOnSession);
                return;
            case FunctionEffect.Node:
                Note(Reason.NodeValue, StatementTraits.DependsOnNode | StatementTraits.Nondeterministic);
                return;
            case FunctionEffect.Who:
                Note(Reason.SessionValue, StatementTraits.DependsOnSession | StatementTraits.Nondeterministic);
                return;
            case FunctionEffect.Time:
                Note(Reason.TimeValue, StatementTraits.DependsOnTime | StatementTraits.Nondeterministic);
                return;
        }

        if (function.Volatility == FunctionVolatility.Volatile)
        {
            Note(Reason.VolatileFunction, StatementTraits.Nondeterministic);
        }
        else if (function.Volatility == FunctionVolatility.Stable)
        {
            Note(Reason.StableFunction, StatementTraits.Nondeterministic);
        }
    }

    public StatementAnalysis ToAnalysis(StatementKind kind, string operation, bool writesAreComplete)
    {
        if (kind is not (StatementKind.Read or StatementKind.Unknown))
        {
            AddReason(Reason.NotRead);
        }

        return new StatementAnalysis
        {
            Kind = kind,
            Operation = operation,
            Reads = _reads.Count == 0 ? [] : _reads.ToArray(),
            Writes = _writes.Count == 0 ? [] : _writes.ToArray(),
            Functions = _functions.Count == 0 ? [] : _functions.ToArray(),
            Reasons = _reasons.Count == 0 ? [] : _reasons.ToArray(),
            WritesAreComplete = writesAreComplete && !IsUnknown && kind != StatementKind.Unknown,
            Traits = Traits,
        };
    }

    private void Add<T>(List<T> list, T item)
    {
        if (list.Contains(item))
        {
            return;
        }

        if (list.Count == MaxNames)
        {
            Doubt(Reason.TooManyNames);
            return;
        }

        list.Add(item);
    }
}
