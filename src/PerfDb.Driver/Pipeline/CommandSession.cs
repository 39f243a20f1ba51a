using PerfDb.Driver.Sessions;

namespace PerfDb.Driver.Pipeline;

/// <summary>The connection of a command, as far as the path of a command needs it.</summary>
/// <param name="state">What is known of the server session.</param>
/// <param name="readers">The commands of the connection whose readers are open.</param>
/// <param name="deferred">The connection, if it can put off its opening.</param>
internal sealed class CommandSession(SessionState state, OpenReaders readers, IDeferredConnection? deferred)
{
    public SessionState State { get; } = state;

    public OpenReaders Readers { get; } = readers;

    /// <summary>Whether the caller has opened the connection but nothing has needed the server yet.</summary>
    public bool IsOpenPending => deferred is { IsOpenPending: true };

    /// <summary>Opens the provider's connection if that is still pending.</summary>
    public ValueTask EnsureOpen(bool async, CancellationToken cancellationToken) =>
        deferred is { IsOpenPending: true } ? deferred.EnsureOpen(async, cancellationToken) : default;
}
