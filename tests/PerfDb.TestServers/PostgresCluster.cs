using System.Diagnostics;
using NpgsqlTypes;

namespace PerfDb.TestServers;

/// <summary>
/// A PostgreSQL primary and its streaming replicas on loopback, in a temporary folder, run by an unprivileged user.
/// </summary>
/// <remarks>
/// <c>eng/pg-cluster</c> owns the processes and files; this class drives it. The servers stop and the folder goes when the
/// cluster is disposed or this process ends, also if it is killed.
/// </remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(60);

    private readonly ClusterDescription _description;
    private readonly Process? _supervisor;
    private int _primary;

    private PostgresCluster(ClusterDescription description, Process? supervisor)
    {
        _description = description;
        _supervisor = supervisor;
        _primary = description.Primary;
        Nodes = [.. description.Nodes.Select((node, index) => new PostgresNode(this, node, index))];
    }

    /// <summary>Every node, in the order of their names: node0, node1, …</summary>
    public IReadOnlyList<PostgresNode> Nodes { get; }

    /// <summary>The first node, or the one that was promoted last through <see cref="PostgresNode.PromoteAsync"/>.</summary>
    public PostgresNode Primary => Nodes[_primary];

    /// <summary>Every node but <see cref="Primary"/>: after a failover also the old primary, dead or alive.</summary>
    public IReadOnlyList<PostgresNode> Replicas => [.. Nodes.Where(node => node != Primary)];

    /// <summary>The folder of the cluster.</summary>
    public string Directory => _description.Directory;

    /// <summary>The superuser that every connection string names.</summary>
    public string Username => _description.Username;

    /// <summary>The superuser's password, made for this cluster.</summary>
    public string Password => _description.Password;

    /// <summary>Starts a cluster; its replicas are streaming when this returns.</summary>
    /// <param name="options">What to start; null is a primary and two replicas.</param>
    /// <param name="cancellationToken">Gives up and removes what was started.</param>
    /// <exception cref="PostgresNotFoundException">There is no PostgreSQL on this machine.</exception>
    /// <exception cref="PostgresServerException">A server did not start; the message has the end of its log.</exception>
    public static async Task<PostgresCluster> StartAsync(PostgresClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new PostgresClusterOptions();
        List<string> arguments = ["--replicas", options.Replicas.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        foreach ((string name, string value) in options.Settings)
        {
            arguments.AddRange(["--set", $"{name}={value}"]);
        }

        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_startTimeout);
        (Process supervisor, string folder) = await ClusterScript.SuperviseAsync(arguments, timeout.Token).ConfigureAwait(false);
        return new PostgresCluster(ClusterDescription.Read(folder), supervisor);
    }

    /// <summary>Uses a cluster that someone else started, such as <c>eng/pg-cluster up</c>; disposing it leaves it running.</summary>
    /// <param name="folder">The folder of the cluster.</param>
    /// <exception cref="PostgresServerException">There is no cluster in that folder.</exception>
    public static PostgresCluster Attach(string folder) => new(ClusterDescription.Read(folder), supervisor: null);

    /// <summary>Creates an empty database on the primary and returns its connection string.</summary>
    /// <param name="name">Its name, which must be new; null makes one up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <remarks>A replica has it a moment later: see <see cref="WaitForReplicasAsync"/>.</remarks>
    public async Task<string> CreateDatabaseAsync(string? name = null, CancellationToken cancellationToken = default)
    {
        name ??= $"test_{Guid.NewGuid():N}";
        await Primary.ExecuteAsync($"create database {Quote(name)}", cancellationToken).ConfigureAwait(false);
        return Primary.ConnectionStringFor(name);
    }

    /// <summary>Drops a database, with the sessions that use it.</summary>
    /// <param name="name">Its name; nothing happens if there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task DropDatabaseAsync(string name, CancellationToken cancellationToken = default) =>
        Primary.ExecuteAsync($"drop database if exists {Quote(name)} with (force)", cancellationToken);

    /// <summary>Waits until every replica has replayed what the primary has written so far.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">A replica did not get there within 30 seconds.</exception>
    public async Task WaitForReplicasAsync(CancellationToken cancellationToken = default)
    {
        NpgsqlLogSequenceNumber lsn = await Primary.CurrentLsnAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(Replicas.Select(replica => replica.WaitForReplayAsync(lsn, cancellationToken: cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Sets <c>synchronous_standby_names</c> of the primary; the replicas are called like their nodes: node1, node2, …</summary>
    /// <param name="names">For example <c>ANY 1 (*)</c>; empty switches synchronous replication off.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SetSynchronousStandbyNamesAsync(string names, CancellationToken cancellationToken = default) =>
        Primary.SetAsync("synchronous_standby_names", names, cancellationToken);

    /// <summary>Stops the servers and removes the folder, if this object started them.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_supervisor is null)
        {
            return;
        }

        using CancellationTokenSource timeout = new(s_stopTimeout);
        _supervisor.StandardInput.Close();
        // Its output ends when it ends.
        await _supervisor.StandardOutput.ReadToEndAsync(timeout.Token).ConfigureAwait(false);
        _supervisor.Dispose();
    }

    internal Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        ClusterScript.RunAsync(["--dir", Directory, .. arguments], cancellationToken);

    internal void Promoted(PostgresNode node) => _primary = node.Index;

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
