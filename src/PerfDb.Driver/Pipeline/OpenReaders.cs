namespace PerfDb.Driver.Pipeline;

/// <summary>
/// The commands of one connection whose readers are still open. Ends those that their caller forgot: at the
/// connection's close, or at its next command if the provider's reader is closed already. No reader needs a finaliser.
/// </summary>
internal sealed class OpenReaders
{
    private readonly Lock _lock = new();

    // Nearly always there is one reader at most; SQLite allows several.
    private IPendingCommand? _single;
    private List<IPendingCommand>? _more;

    public void Add(IPendingCommand command)
    {
        lock (_lock)
        {
            if (_single is null)
                _single = command;
            else
                (_more ??= []).Add(command);
        }
    }

    public void Remove(IPendingCommand command)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_single, command))
                _single = null;
            else
                _more?.Remove(command);
        }
    }

    /// <summary>Ends the commands whose readers were closed behind the driver's back.</summary>
    public void Sweep()
    {
        if (_single is not null || _more is { Count: > 0 })
            End(static command => command.IsReaderClosed);
    }

    /// <summary>Ends every command: the connection is closed.</summary>
    public void AbandonAll()
    {
        if (_single is not null || _more is { Count: > 0 })
            End(static _ => true);
    }

    private void End(Func<IPendingCommand, bool> which)
    {
        List<IPendingCommand> ended = [];
        lock (_lock)
        {
            if (_single is not null && which(_single))
            {
                ended.Add(_single);
                _single = null;
            }

            if (_more is not null)
            {
                ended.AddRange(_more.Where(which));
                _more.RemoveAll(ended.Contains);
            }
        }

        foreach (var command in ended)
            command.Abandon();
    }
}
