using System.Data;
using System.Data.Common;
using System.Diagnostics;
using PerfDb.Driver.Caching;
using PerfDb.Driver.Routing;

namespace PerfDb.Driver.Pipeline;

/// <summary>
/// Everything known about one execution. Each stage reads what earlier stages wrote and writes its own line. Pooled: its
/// owner is the executor until the result is handed out, then whoever ends the command, who gives it back.
/// </summary>
[DebuggerDisplay("{Statement.Analysis.Fingerprint} {Statement.Analysis.Kind} on {Route.Node.Name}")]
internal sealed class CommandContext
{
    // Given by the caller.
    public ICommandFace Face { get; set; } = null!;
    public DbCommand? Command { get; set; }
    public DbBatch? Batch { get; set; }
    public CommandBehavior Behavior { get; set; }
    public ICommandSession Session { get; set; } = null!;

    // Written by the stages, in this order.
    public long StartTimestamp { get; set; }
    public KnownStatement Statement { get; set; } = null!;
    public CacheVerdict Cache { get; set; }
    public RouteDecision Route { get; set; }
    public Activity? Activity { get; set; }

    /// <summary>When the provider handed out its reader; 0 if it has not, or the operation has none.</summary>
    public long FirstRowTimestamp { get; set; }

    /// <summary>Whether the rows at the end are rows that the caller read, not rows affected.</summary>
    public bool CountsReturnedRows { get; set; }

    public void Clear()
    {
        Face = null!;
        Command = null;
        Batch = null;
        Behavior = default;
        Session = null!;
        Statement = null!;
        Cache = default;
        Route = default;
        Activity = null;
        FirstRowTimestamp = 0;
        CountsReturnedRows = false;
    }
}
