using System.Data.Common;
using PerfDb.Driver.Providers;

namespace PerfDb.Driver.Diagnostics;

/// <summary>A failure in the words of the conventions: the database's code if there is one, else the exception's type.</summary>
internal readonly record struct CommandFailure(string ErrorType, string? StatusCode)
{
    private const string Other = "_OTHER";

    public static CommandFailure Of(DatabaseProvider provider, Exception error)
    {
        // One name for all cancellations: which of the two types it is depends on where the token was seen.
        if (error is OperationCanceledException)
            return new(typeof(OperationCanceledException).FullName!, null);
        var status = provider.GetStatusCode(error);
        return new(status ?? Original(error).GetType().FullName ?? Other, status);
    }

    // Providers wrap what happened below them, a time-out or a lost socket, into their one exception type.
    private static Exception Original(Exception error)
    {
        while (error is DbException or AggregateException && error.InnerException is { } inner)
            error = inner;
        return error;
    }
}
