using System.Data.Common;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Pipeline;

/// <summary>A command that has ended without an error.</summary>
public sealed class CommandExecuted
{
    internal CommandExecuted(CommandContext context, TimeSpan duration, long rows)
    {
        Command = context.Command;
        Batch = context.Batch;
        Statement = context.Statement.Analysis;
        Duration = duration;
        Rows = rows;
    }

    /// <summary>The provider's own command; <see langword="null"/> for a batch. Its caller may have disposed it.</summary>
    public DbCommand? Command { get; }

    /// <summary>The provider's own batch; <see langword="null"/> for a single command.</summary>
    public DbBatch? Batch { get; }

    /// <summary>What is known of the command's text.</summary>
    public SqlAnalysis Statement { get; }

    /// <summary>From the call to its end; for a reader, until it was closed.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The rows read, or affected by a non-query; -1 if unknown.</summary>
    public long Rows { get; }
}
