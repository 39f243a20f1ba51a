using System.Data.Common;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Pipeline;

/// <summary>A command that has ended with an error.</summary>
public sealed class CommandFailed
{
    internal CommandFailed(CommandContext context, TimeSpan duration, Exception exception)
    {
        Command = context.Command;
        Batch = context.Batch;
        Statement = context.Statement.Analysis;
        Duration = duration;
        Exception = exception;
    }

    /// <summary>The provider's own command; <see langword="null"/> for a batch.</summary>
    public DbCommand? Command { get; }

    /// <summary>The provider's own batch; <see langword="null"/> for a single command.</summary>
    public DbBatch? Batch { get; }

    /// <summary>What is known of the command's text.</summary>
    public SqlAnalysis Statement { get; }

    /// <summary>From the call to its end.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The provider's own exception, the same instance that the caller gets.</summary>
    public Exception Exception { get; }
}
