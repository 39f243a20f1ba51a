namespace PerfDb.Driver.Pipeline;

/// <summary>A command whose reader has been handed out and that ends when the reader is closed.</summary>
internal interface IPendingCommand
{
    /// <summary>Whether the provider's reader is closed, whoever closed it.</summary>
    bool IsReaderClosed { get; }

    /// <summary>Ends the command for a caller who never will.</summary>
    void Abandon();
}
