namespace PerfDb.Driver.Pipeline;

/// <summary>
/// Sees every command of a data source, and may answer in the database's place. One set of methods serves synchronous
/// and asynchronous commands: they must not block. What they throw is logged and counted, and never reaches the command.
/// </summary>
/// <remarks>Interceptors run in the order of their registration; <see cref="Executed"/> and <see cref="Failed"/> in reverse.</remarks>
public interface IPerfDbCommandInterceptor
{
    /// <summary>The command is about to run. <see cref="CommandExecuting.SetResult"/> answers it without the database.</summary>
    /// <param name="executing">The command; valid during the call only.</param>
    void Executing(CommandExecuting executing)
    {
    }

    /// <summary>The command has ended without an error; one with a reader ends when the reader is closed.</summary>
    /// <param name="executed">The command and its figures; valid during the call only.</param>
    void Executed(CommandExecuted executed)
    {
    }

    /// <summary>The command has ended with an error.</summary>
    /// <param name="failed">The command, its figures and the error; valid during the call only.</param>
    void Failed(CommandFailed failed)
    {
    }
}
