using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>What is known about one level of brackets.</summary>
internal struct Frame
{
    public FrameRole Role;

    /// <summary>The verb of the query block: SELECT, INSERT, UPDATE, DELETE, MERGE.</summary>
    public Keyword Verb;

    /// <summary>The clause that the walk is in.</summary>
    public Keyword Clause;

    /// <summary>The next name is a table.</summary>
    public bool TableExpected;

    /// <summary>And it is written to.</summary>
    public bool IsTarget;

    /// <summary>A table has just been named, so a name may follow it as alias, with its columns in brackets.</summary>
    public bool AliasPossible;

    public bool CteNameExpected;
    public bool IsRecursive;
    public string? CteName;
    public bool HasOrder;
    public bool HasLimit;

    /// <summary>A statement or an arm of one begins.</summary>
    public void Begin(Keyword verb, Keyword clause)
    {
        Verb = verb;
        Clause = clause;
        TableExpected = false;
        IsTarget = false;
        AliasPossible = false;
        CteNameExpected = false;
    }

    /// <summary>What came before ends with this clause.</summary>
    public void End(Keyword clause)
    {
        Clause = clause;
        TableExpected = false;
        AliasPossible = false;
    }
}
