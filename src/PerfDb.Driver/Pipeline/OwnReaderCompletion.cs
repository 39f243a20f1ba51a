using System.Data.Common;
using PerfDb.Driver.Providers;

namespace PerfDb.Driver.Pipeline;

/// <summary>Ends a command whose reader is the provider's own, when the provider reports that reader closed.</summary>
internal sealed class OwnReaderCompletion(CommandContext context, DbDataReader reader, CommandCompletion completion) : IReaderCloseObserver, IPendingCommand
{
    private readonly OpenReaders _readers = context.Session.Readers;
    private CommandContext? _context = context;

    public bool IsReaderClosed => reader.IsClosed;

    public void ReaderClosed()
    {
        if (Interlocked.Exchange(ref _context, null) is not { } context)
            return;
        _readers.Remove(this);
        completion.Complete(context, RowsAffected(), error: null);
    }

    public void Abandon()
    {
        if (Interlocked.Exchange(ref _context, null) is { } context)
            completion.Abandon(context, RowsAffected(), error: null);
    }

    // The rows passed unseen; what a write affected is known at the end.
    private long RowsAffected() => reader.RecordsAffected;
}
