using Microsoft.Extensions.Logging;
using PerfDb.Driver.Diagnostics;

namespace PerfDb.Driver.Pipeline;

/// <summary>The interceptors of one data source. None of their faults reaches a command.</summary>
internal sealed class CommandInterceptors(IPerfDbCommandInterceptor[] interceptors, CommandObserver observer, ILogger logger)
{
    public bool Any => interceptors.Length != 0;

    /// <summary>Runs the interceptors until one supplies the result.</summary>
    public bool TrySupply<TResult>(CommandContext context, CommandMethod method, out TResult result)
    {
        var executing = new CommandExecuting(context, method);
        foreach (var interceptor in interceptors)
        {
            try
            {
                interceptor.Executing(executing);
            }
            catch (Exception e)
            {
                Report(interceptor, nameof(IPerfDbCommandInterceptor.Executing), e);
            }

            if (executing.HasResult)
            {
                result = (TResult)executing.Result!;
                return true;
            }
        }

        result = default!;
        return false;
    }

    public void Ended(CommandContext context, TimeSpan duration, long rows, Exception? error)
    {
        var executed = error is null ? new CommandExecuted(context, duration, rows) : null;
        var failed = error is null ? null : new CommandFailed(context, duration, error);
        for (var i = interceptors.Length - 1; i >= 0; i--)
        {
            try
            {
                if (executed is not null)
                    interceptors[i].Executed(executed);
                else
                    interceptors[i].Failed(failed!);
            }
            catch (Exception e)
            {
                Report(interceptors[i], error is null ? nameof(IPerfDbCommandInterceptor.Executed) : nameof(IPerfDbCommandInterceptor.Failed), e);
            }
        }
    }

    private void Report(IPerfDbCommandInterceptor interceptor, string method, Exception exception)
    {
        Log.InterceptorFailed(logger, interceptor.GetType().Name, method, exception);
        observer.CountFailure("interceptor");
    }
}
