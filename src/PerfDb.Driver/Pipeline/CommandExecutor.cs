using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PerfDb.Driver.Caching;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Routing;

namespace PerfDb.Driver.Pipeline;

/// <summary>
/// Takes one command through every stage, in the only order there is. A stage lives in its own room and knows nothing of
/// the others; this is the one file in which they meet.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>Timestamp, and analyze the text.</item>
/// <item>Interceptors, which may supply the result.</item>
/// <item>Cache policy: may this result be reused, here and now?</item>
/// <item>Cache lookup.</item>
/// <item>Route: which node?</item>
/// <item>Span, if someone listens.</item>
/// <item>Execute, on the node's own provider command.</item>
/// <item>Wrap the reader, or hand out the provider's own.</item>
/// <item>Complete, exactly once, by whoever ends the command.</item>
/// <item>Record statistics, end the span.</item>
/// </list>
/// <para>
/// Readers, scalars and non-queries, each of a command or of a batch, synchronous or not, are all this one method. With
/// <c>async: false</c> no await ever suspends. Steps 9 and 10 stand in <see cref="CommandCompletion"/>, because a command
/// with a reader ends when the reader is closed.
/// </para>
/// <para>
/// A fault of our own in steps 1 to 6 is logged, and the command runs on the primary, uncached. A fault in 9 and 10 is
/// logged and swallowed. The provider's exceptions pass through as the same instance.
/// </para>
/// </remarks>
internal sealed class CommandExecutor(
    DatabaseProvider provider,
    StatementCatalog statements,
    CommandInterceptors interceptors,
    CachePolicy cachePolicy,
    CommandRouter router,
    CommandObserver observer,
    CommandCompletion completion,
    TimeProvider timeProvider,
    ILogger logger)
{
    public CommandCompletion Completion => completion;

    public ValueTask<TResult> Execute<TOperation, TResult>(bool async, CommandContext context, CancellationToken cancellationToken)
        where TOperation : struct, ICommandOperation<TResult>
    {
        Activity? caller = null;
        var traced = false;
        try
        {
            // 1. Timestamp, and analyze: what is this statement?
            context.StartTimestamp = timeProvider.GetTimestamp();
            context.Statement = statements.Find(context);

            // 2. Interceptors: does the user's own code answer?
            if (interceptors.Any && interceptors.TrySupply(context, TOperation.Method, out TResult supplied))
            {
                context.Release();
                return new(supplied);
            }

            // 3. Cache policy: may the result be reused, here and now? 4. Lookup: until results are stored, the answer is no.
            context.Cache = cachePolicy.Decide(context.Statement.Analysis, context.Session.State);

            // 5. Route: which node runs it?
            context.Route = router.Route(context.Statement.Analysis, context.Session.State);

            // 6. Span, if someone listens.
            if (observer.WantsSpans)
            {
                traced = true;
                caller = Activity.Current;
                context.Activity = observer.Begin(context.Statement.Tags(observer, context.Route.Node.Server), context.Command, context.StartTimestamp);
                if (context.Activity is { IsAllDataRequested: true } activity && context.Face.Source is { } source)
                    activity.SetTag(TelemetryNames.CommandSource, source);
            }
        }
        catch (Exception e)
        {
            FallBack(context, e);
        }

        // 7. Execute. The span is the provider's parent, but not that of what the caller does next.
        try
        {
            context.Session.Readers.Sweep();
            if (!async && !context.Session.IsOpenPending)
                return new(Finish<TOperation, TResult>(context, TOperation.Execute(context)));

            var call = context.Session.IsOpenPending
                ? OpenAndExecute<TOperation, TResult>(async, context, cancellationToken)
                : new(TOperation.ExecuteAsync(context, cancellationToken));
            return call.IsCompletedSuccessfully
                ? new(Finish<TOperation, TResult>(context, call.GetAwaiter().GetResult()))
                : Awaited<TOperation, TResult>(context, call);
        }
        catch (Exception e)
        {
            completion.Complete(context, rows: -1, e);
            throw;
        }
        finally
        {
            if (traced)
                CommandObserver.Restore(caller);
        }
    }

    private static async ValueTask<TResult> OpenAndExecute<TOperation, TResult>(bool async, CommandContext context, CancellationToken cancellationToken)
        where TOperation : struct, ICommandOperation<TResult>
    {
        await context.Session.EnsureOpen(async, cancellationToken).ConfigureAwait(false);
        return async ? await TOperation.ExecuteAsync(context, cancellationToken).ConfigureAwait(false) : TOperation.Execute(context);
    }

    private async ValueTask<TResult> Awaited<TOperation, TResult>(CommandContext context, ValueTask<TResult> call)
        where TOperation : struct, ICommandOperation<TResult>
    {
        TResult result;
        try
        {
            result = await call.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            completion.Complete(context, rows: -1, e);
            throw;
        }

        return Finish<TOperation, TResult>(context, result);
    }

    // 8. Wrap: a reader's command ends when the reader is closed; 9 and 10 of any other follow now.
    private TResult Finish<TOperation, TResult>(CommandContext context, TResult result)
        where TOperation : struct, ICommandOperation<TResult>
    {
        if (typeof(TResult) == typeof(DbDataReader))
            return (TResult)(object)HandOut(context, (DbDataReader)(object)result!);
        completion.Complete(context, TOperation.RowsOf(result), error: null);
        return result;
    }

    private DbDataReader HandOut(CommandContext context, DbDataReader reader)
    {
        context.FirstRowTimestamp = timeProvider.GetTimestamp();
        if (!context.Face.WantsOwnReader && !provider.RequiresOwnReader(context.Statement.Analysis))
        {
            context.CountsReturnedRows = true;
            return context.Face.Decorate(reader, context);
        }

        var pending = new OwnReaderCompletion(context, reader, completion);
        context.Session.Readers.Add(pending);
        // Without word of the close, or if it has happened already, the command ends here.
        if (!provider.TryObserveClose(context.Command, reader, pending) || reader.IsClosed)
            pending.ReaderClosed();
        return reader;
    }

    private void FallBack(CommandContext context, Exception exception)
    {
        context.Analyzed = default;
        context.Statement = statements.Unknown;
        context.Cache = CacheVerdict.Off;
        context.Route = router.Fallback;
        Log.DecisionFailed(logger, context.Statement.Analysis.Fingerprint.ToString(), exception);
        observer.CountFailure("decision");
    }
}
