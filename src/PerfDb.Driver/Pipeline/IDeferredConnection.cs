namespace PerfDb.Driver.Pipeline;

/// <summary>A connection that can put off its opening until something needs the server.</summary>
internal interface IDeferredConnection
{
    bool IsOpenPending { get; }

    ValueTask EnsureOpen(bool async, CancellationToken cancellationToken);
}
