using System.Data.Common;

namespace PerfDb.Driver.Pipeline;

/// <summary>The ADO.NET object that a caller executed, as far as the path of a command needs it.</summary>
internal interface ICommandFace
{
    /// <summary>Whether this caller must get the provider's own reader whatever the statement is.</summary>
    bool WantsOwnReader { get; }

    /// <summary>Who asked for the command, in the words of the library that made it; null if nobody said.</summary>
    string? Source => null;

    /// <summary>Makes the decorated reader that ends the command when it is closed.</summary>
    DbDataReader Decorate(DbDataReader reader, CommandContext context);
}
