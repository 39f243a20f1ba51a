using System.Text.Json;

namespace PerfDb.TestServers;

/// <summary>The file <c>cluster.json</c> in a cluster's folder, as <c>eng/pg-cluster</c> writes it.</summary>
internal sealed record ClusterDescription(
    string Directory,
    string Username,
    string Password,
    int Primary,
    IReadOnlyList<NodeDescription> Nodes)
{
    public static ClusterDescription Read(string folder)
    {
        string file = Path.Combine(folder, "cluster.json");
        return File.Exists(file)
            ? JsonSerializer.Deserialize<ClusterDescription>(File.ReadAllText(file), JsonSerializerOptions.Web)!
            : throw new PostgresServerException($"There is no cluster in '{folder}': '{file}' is missing. Unset {SharedPostgres.Variable} to let the tests start their own.");
    }
}

internal sealed record NodeDescription(string Name, int Port, string Data, string Log);
