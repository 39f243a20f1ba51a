using System.Data;
using System.Data.Common;
using System.Diagnostics;
using PerfDb.Driver.Caching;
using PerfDb.Driver.Routing;

namespace PerfDb.Driver.Pipeline;

/// <summary>
/// Everything known about one execution. Each stage reads what earlier stages wrote and writes its own line.
/// </summary>
/// <remarks>
/// A command keeps its context from one execution to the next, and gives it to the pool when it is disposed. During an
/// execution the context belongs to the executor until the result is handed out, then to whoever ends the command.
/// The setters compare first: from one execution to the next little changes, and a reference written costs a barrier.
/// </remarks>
[DebuggerDisplay("{Statement.Analysis.Fingerprint} {Statement.Analysis.Kind} on {Route.Node.Name}")]
internal sealed class CommandContext
{
    // Given by the caller.
    public ICommandFace Face { get; set; } = null!;
    public DbCommand? Command { get; set; }
    public DbBatch? Batch { get; set; }
    public CommandBehavior Behavior { get; set; }
    public CommandSession Session
    {
        get;
        set
        {
            if (!ReferenceEquals(field, value))
                field = value;
        }
    } = null!;


    // Written by the stages, in this order.
    public AnalyzedText Analyzed { get; set; }

    public long StartTimestamp { get; set; }
    public KnownStatement Statement
    {
        get;
        set
        {
            if (!ReferenceEquals(field, value))
                field = value;
        }
    } = null!;

    public CacheVerdict Cache
    {
        get;
        set
        {
            if (!ReferenceEquals(field, value))
                field = value;
        }
    } = CacheVerdict.Off;

    public RouteDecision Route
    {
        get;
        set
        {
            if (!ReferenceEquals(field, value))
                field = value;
        }
    } = null!;

    public Activity? Activity { get; set; }

    /// <summary>When the provider handed out its reader; 0 if it has not, or the operation has none.</summary>
    public long FirstRowTimestamp { get; set; }

    /// <summary>Whether the rows at the end are rows that the caller read, not rows affected.</summary>
    public bool CountsReturnedRows { get; set; }

    /// <summary>Whether an execution is under way.</summary>
    public bool IsInUse { get; set; }

    /// <summary>Whether nobody keeps the context for a next execution.</summary>
    public bool IsOrphan { get; set; }

    /// <summary>Ends an execution.</summary>
    public void Release()
    {
        Activity = null;
        FirstRowTimestamp = 0;
        CountsReturnedRows = false;
        IsInUse = false;
        if (IsOrphan)
            CommandContextPool.Return(this);
    }

    /// <summary>The keeper goes; an execution that is still under way gives the context to the pool at its end.</summary>
    public void Disown()
    {
        IsOrphan = true;
        if (!IsInUse)
            CommandContextPool.Return(this);
    }

    public void Clear()
    {
        Face = null!;
        Command = null;
        Batch = null;
        Behavior = default;
        Session = null!;
        Analyzed = default;
        Statement = null!;
        Cache = CacheVerdict.Off;
        Route = null!;
        IsOrphan = false;
    }
}
