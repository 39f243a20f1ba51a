using PerfDb.Driver.Sessions;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Routing;

/// <summary>Chooses the node of one command. With a single node every answer is that node.</summary>
internal sealed class CommandRouter(Node primary)
{
    public Node Primary { get; } = primary;

    public RouteDecision Route(SqlAnalysis statement, SessionState? session)
    {
        _ = (statement, session);
        return new(Primary, "no_replica");
    }
}
