using System.Data.Common;
using PerfDb.Driver.Providers;

namespace PerfDb.Driver.Routing;

/// <summary>One database server and the provider's data source that reaches it.</summary>
internal sealed class Node(string name, NodeRole role, DbDataSource dataSource, ServerDescription server)
{
    public string Name { get; } = name;

    public NodeRole Role { get; } = role;

    public DbDataSource DataSource { get; } = dataSource;

    public ServerDescription Server { get; } = server;
}
