namespace PerfDb.Driver;

/// <summary>A span of time in which a provider makes commands of its own; see <see cref="PerfDbSession.BeginProviderWork"/>.</summary>
public readonly struct ProviderWork : IDisposable
{
    private readonly PerfDbSession _session;

    internal ProviderWork(PerfDbSession session)
    {
        _session = session;
        session.ProviderWorkDepth++;
    }

    /// <summary>Ends the span.</summary>
    public void Dispose() => _session.ProviderWorkDepth--;
}
