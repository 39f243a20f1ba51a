using System.Data.Common;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Pipeline;

/// <summary>A command that is about to run.</summary>
public sealed class CommandExecuting
{
    internal CommandExecuting(CommandContext context, CommandMethod method)
    {
        Command = context.Command;
        Batch = context.Batch;
        Statement = context.Statement.Analysis;
        Method = method;
    }

    /// <summary>The provider's own command; <see langword="null"/> for a batch.</summary>
    public DbCommand? Command { get; }

    /// <summary>The provider's own batch; <see langword="null"/> for a single command.</summary>
    public DbBatch? Batch { get; }

    /// <summary>What is known of the command's text.</summary>
    public SqlAnalysis Statement { get; }

    /// <summary>How the command is executed.</summary>
    public CommandMethod Method { get; }

    internal bool HasResult { get; private set; }

    internal object? Result { get; private set; }

    /// <summary>
    /// Answers the command without the database. No statistics, span or duration is recorded for it, since no database
    /// was called; the first interceptor to answer wins.
    /// </summary>
    /// <param name="result">
    /// A <see cref="DbDataReader"/>, a scalar or an <see cref="int"/>, as <see cref="Method"/> says.
    /// </param>
    /// <exception cref="ArgumentException">The result is not of the type that <see cref="Method"/> asks for.</exception>
    public void SetResult(object? result)
    {
        var fits = Method switch
        {
            CommandMethod.Reader => result is DbDataReader,
            CommandMethod.NonQuery => result is int,
            _ => true,
        };
        if (!fits)
            throw new ArgumentException($"The result of {Method} cannot be {result?.GetType().FullName ?? "null"}.", nameof(result));
        Result = result;
        HasResult = true;
    }
}
