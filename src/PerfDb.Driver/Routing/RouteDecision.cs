namespace PerfDb.Driver.Routing;

/// <summary>Which node runs a command, and why. There are few, and the router makes each once.</summary>
/// <param name="node">The node.</param>
/// <param name="reason">A stable reason code.</param>
internal sealed class RouteDecision(Node node, string reason)
{
    public Node Node { get; } = node;

    public string Reason { get; } = reason;
}
