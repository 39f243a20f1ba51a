using Microsoft.Data.Sqlite;
using PerfDb.Driver.Providers;

namespace PerfDb.Driver.Sqlite;

/// <summary>
/// The provider's command, behind a decorated one. The provider tells a command of the opening and closing of its reader
/// through <see cref="DataReader"/>, which lets typed callers have the provider's own reader and still be timed.
/// </summary>
internal sealed class ObservedSqliteCommand : SqliteCommand
{
    private IReaderCloseObserver? _observer;

    /// <inheritdoc/>
    protected override SqliteDataReader? DataReader
    {
        get => base.DataReader;
        set
        {
            base.DataReader = value;
            if (value is null && Interlocked.Exchange(ref _observer, null) is { } observer)
                observer.ReaderClosed();
        }
    }

    public void ObserveClose(IReaderCloseObserver observer) => _observer = observer;
}
