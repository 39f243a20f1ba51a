using System.Data.Common;

namespace PerfDb.Driver.Tests.Support;

/// <summary>A failure of the fake database, with or without a SQLSTATE.</summary>
internal sealed class StubException(string message, string? sqlState = null, Exception? inner = null) : DbException(message, inner)
{
    public override string? SqlState { get; } = sqlState;
}
