namespace PerfDb.Driver.Routing;

/// <summary>Which node runs a command, and why.</summary>
/// <param name="Node">The node.</param>
/// <param name="Reason">A stable reason code.</param>
internal readonly record struct RouteDecision(Node Node, string Reason);
