namespace PerfDb.Driver.Providers;

/// <summary>Is told when a reader that the driver did not decorate is closed.</summary>
public interface IReaderCloseObserver
{
    /// <summary>The reader is closed. Further calls have no effect.</summary>
    void ReaderClosed();
}
