using Microsoft.Extensions.Logging;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Statistics;

namespace PerfDb.Driver.Pipeline;

/// <summary>
/// Steps 9 and 10 of a command's path: what happens when it has ended, whoever ended it. Each owner of a context gives
/// it up before calling <see cref="Complete"/>, so it runs once per command.
/// </summary>
internal sealed class CommandCompletion(
    DatabaseProvider provider,
    StatisticsStore statistics,
    CommandObserver observer,
    CommandInterceptors interceptors,
    TimeProvider timeProvider,
    ILogger logger)
{
    /// <param name="context">The command; not to be used by the caller afterwards.</param>
    /// <param name="rows">The rows read or affected; -1 if unknown.</param>
    /// <param name="error">What the caller was given in place of a result, or <see langword="null"/>.</param>
    public void Complete(CommandContext context, long rows, Exception? error)
    {
        try
        {
            // 9. Complete: with neither a cache nor replicas there is nothing to store, publish or advance.
            var end = timeProvider.GetTimestamp();

            // 10. Record, then tell the outside.
            var outcome = new CommandOutcome
            {
                DurationTicks = end - context.StartTimestamp,
                EndTimestamp = end,
                FirstRowTicks = context.FirstRowTimestamp == 0 ? -1 : context.FirstRowTimestamp - context.StartTimestamp,
                Rows = rows,
                Error = error is null ? ErrorClass.None : provider.Classify(error),
            };
            context.Statement.Counters(statistics).Record(outcome);
            if (context.Activity is not null || observer.WantsDurations || interceptors.Any)
                Tell(context, timeProvider.GetElapsedTime(context.StartTimestamp, end), rows, error);
        }
        catch (Exception e)
        {
            Log.CompletionFailed(logger, context.Statement.Analysis.Fingerprint.ToString(), e);
            observer.CountFailure("completion");
        }

        context.Release();
    }

    /// <summary>Notes that a caller left its reader open, in whose place the connection ends the command.</summary>
    public void Abandon(CommandContext context, long rows, Exception? error)
    {
        Log.ReaderAbandoned(logger, context.Statement.Analysis.Fingerprint.ToString());
        Complete(context, rows, error);
    }

    private void Tell(CommandContext context, TimeSpan duration, long rows, Exception? error)
    {
        if (observer.WantsDurations)
            observer.RecordDuration(context.Statement.Tags(observer, context.Route.Node.Server), duration, error);
        if (context.Activity is { } activity)
            observer.End(activity, duration, context.CountsReturnedRows ? rows : -1, error);
        if (interceptors.Any)
            interceptors.Ended(context, duration, rows, error);
    }
}
