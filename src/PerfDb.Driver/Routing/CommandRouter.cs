using PerfDb.Driver.Sessions;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Routing;

/// <summary>Chooses the node of one command. With a single node every answer is that node.</summary>
internal sealed class CommandRouter(Node primary)
{
    private readonly RouteDecision _onlyNode = new(primary, "no_replica");

    /// <summary>The decision for a command about which no other could be made.</summary>
    public RouteDecision Fallback { get; } = new(primary, "fallback_error");

    public RouteDecision Route(SqlAnalysis statement, SessionState session)
    {
        _ = (statement, session);
        return _onlyNode;
    }
}
