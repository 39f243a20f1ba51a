using PerfDb.Driver.Sessions;

namespace PerfDb.Driver.Pipeline;

/// <summary>The connection of a command, as far as the path of a command needs it.</summary>
internal interface ICommandSession
{
    SessionState State { get; }

    OpenReaders Readers { get; }

    /// <summary>Whether the caller has opened the connection but nothing has needed the server yet.</summary>
    bool IsOpenPending { get; }

    /// <summary>Opens the provider's connection if that is still pending.</summary>
    ValueTask EnsureOpen(bool async, CancellationToken cancellationToken);
}
