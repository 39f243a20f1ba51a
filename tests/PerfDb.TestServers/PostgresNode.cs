using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace PerfDb.TestServers;

/// <summary>One server of a <see cref="PostgresCluster"/>.</summary>
[DebuggerDisplay("{Name} on {Port}")]
public sealed class PostgresNode
{
    private static readonly TimeSpan s_replayTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(10);

    private readonly PostgresCluster _cluster;
    private readonly NodeDescription _description;
    private readonly string _number;

    internal PostgresNode(PostgresCluster cluster, NodeDescription description, int index)
    {
        _cluster = cluster;
        _description = description;
        _number = index.ToString(CultureInfo.InvariantCulture);
        Index = index;
    }

    /// <summary>node0, node1, …: also the replica's <c>application_name</c> on its primary.</summary>
    public string Name => _description.Name;

    /// <summary>The port on 127.0.0.1; it stays the same when the node is stopped and started.</summary>
    public int Port => _description.Port;

    /// <summary>The data folder, readable by root and by the user who runs the servers.</summary>
    public string DataDirectory => _description.Data;

    /// <summary>The server's log.</summary>
    public string LogFile => _description.Log;

    /// <summary>Connects the superuser to the database <c>postgres</c>.</summary>
    public string ConnectionString => ConnectionStringFor("postgres");

    internal int Index { get; }

    /// <summary>Connects the superuser to a database of this node.</summary>
    /// <param name="database">The name of the database.</param>
    public string ConnectionStringFor(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = _cluster.Username,
        Password = _cluster.Password,
        Database = database,
    }.ConnectionString;

    /// <summary>Stops replaying WAL, and returns when it has stopped. The replica still receives.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task PauseReplayAsync(CancellationToken cancellationToken = default) => RunAsync("pause", cancellationToken);

    /// <summary>Continues replaying WAL.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task ResumeReplayAsync(CancellationToken cancellationToken = default) => RunAsync("resume", cancellationToken);

    /// <summary>Makes this replica apply each commit that much after the primary made it.</summary>
    /// <param name="delay">The delay in whole milliseconds; zero ends it, also for commits that are waiting.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SetApplyDelayAsync(TimeSpan delay, CancellationToken cancellationToken = default) =>
        RunAsync("delay", cancellationToken, ((long)delay.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets one setting of this node and reloads it; new sessions have it at once, running ones between commands.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <param name="value">Its value, without quotes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SetAsync(string name, string value, CancellationToken cancellationToken = default) =>
        RunAsync("set", cancellationToken, name, value);

    /// <summary>Stops the server and waits until it has.</summary>
    /// <param name="mode">How; a fast stop of a primary waits for its replicas, so wake suspended ones first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task StopAsync(PostgresStopMode mode = PostgresStopMode.Fast, CancellationToken cancellationToken = default) =>
        RunAsync("stop", cancellationToken, mode switch
        {
            PostgresStopMode.Smart => "smart",
            PostgresStopMode.Immediate => "immediate",
            _ => "fast",
        });

    /// <summary>Starts the server after <see cref="StopAsync"/> or <see cref="KillAsync"/> and waits until it accepts connections.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task StartAsync(CancellationToken cancellationToken = default) => RunAsync("start", cancellationToken);

    /// <summary>Kills all processes of the server with SIGKILL, as a crash of its machine would; sockets are reset, nothing is written.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task KillAsync(CancellationToken cancellationToken = default) => RunAsync("kill", cancellationToken);

    /// <summary>Freezes all processes of the server with SIGSTOP: it accepts connections (the kernel does), and never answers.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task SuspendAsync(CancellationToken cancellationToken = default) => RunAsync("suspend", cancellationToken);

    /// <summary>Lets a server continue after <see cref="SuspendAsync"/>.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task WakeAsync(CancellationToken cancellationToken = default) => RunAsync("wake", cancellationToken);

    /// <summary>
    /// Makes this replica a primary, and <see cref="PostgresCluster.Primary"/>. The old primary is not touched, and the other
    /// replicas still follow it: see <see cref="FollowAsync"/> and <see cref="RejoinAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task PromoteAsync(CancellationToken cancellationToken = default)
    {
        await RunAsync("promote", cancellationToken).ConfigureAwait(false);
        _cluster.Promoted(this);
    }

    /// <summary>Lets this replica stream from another node and waits until it does. It must not have written anything of its own.</summary>
    /// <param name="primary">The node to follow.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task FollowAsync(PostgresNode primary, CancellationToken cancellationToken = default) =>
        RunAsync("follow", cancellationToken, primary._number);

    /// <summary>
    /// Brings a node back that has gone its own way, such as the old primary: stops it if it runs, takes back with
    /// <c>pg_rewind</c> what the new primary does not have, and lets it stream from there.
    /// </summary>
    /// <param name="primary">The node to follow.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task RejoinAsync(PostgresNode primary, CancellationToken cancellationToken = default) =>
        RunAsync("rejoin", cancellationToken, primary._number);

    /// <summary>Where a primary's WAL ends: everything committed so far is before it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<NpgsqlLogSequenceNumber> CurrentLsnAsync(CancellationToken cancellationToken = default) =>
        ScalarAsync<NpgsqlLogSequenceNumber>("select pg_current_wal_lsn()", cancellationToken);

    /// <summary>How far a replica has replayed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<NpgsqlLogSequenceNumber> ReplayLsnAsync(CancellationToken cancellationToken = default) =>
        ScalarAsync<NpgsqlLogSequenceNumber>("select pg_last_wal_replay_lsn()", cancellationToken);

    /// <summary>Waits until a replica has replayed up to a place in the WAL.</summary>
    /// <param name="lsn">The place, from <see cref="CurrentLsnAsync"/> of the primary.</param>
    /// <param name="timeout">How long; the default is 30 seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">It did not get there in time.</exception>
    public async Task WaitForReplayAsync(NpgsqlLogSequenceNumber lsn, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlCommand command = new("select pg_last_wal_replay_lsn()", connection);
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            NpgsqlLogSequenceNumber replayed = (NpgsqlLogSequenceNumber)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            if (replayed >= lsn)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(start) > (timeout ?? s_replayTimeout))
            {
                throw new TimeoutException($"{Name} has replayed up to {replayed}, not {lsn}. Is its replay paused or delayed, or does it follow another node?");
            }

            await Task.Delay(s_pollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a statement as the superuser in the database <c>postgres</c>, on a connection of its own.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one value as the superuser in the database <c>postgres</c>, on a connection of its own.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="sql">The query.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlCommand command = new(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private Task RunAsync(string verb, CancellationToken cancellationToken, params string[] arguments) =>
        _cluster.RunAsync([verb, _number, .. arguments], cancellationToken);

    // Outside the pools: a test that counts its connections must not find ours among them.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Pooling = false,
            ApplicationName = "perfdb-test-servers",
        }.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }
}
