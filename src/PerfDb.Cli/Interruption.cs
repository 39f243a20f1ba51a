using System.Runtime.InteropServices;

namespace PerfDb.Cli;

/// <summary>
/// Ctrl+C and a polite kill. The first asks the verb to finish early, the second ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _finish = new();
    private readonly Action _lastWords;
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    /// <param name="lastWords">Runs before the process ends at the second signal.</param>
    public Interruption(Action lastWords)
    {
        _lastWords = lastWords;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Finish => _finish.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _finish.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) == 1)
        {
            _finish.Cancel();
            return;
        }

        _lastWords();
        Environment.Exit(ExitCodes.Interrupted);
    }
}
