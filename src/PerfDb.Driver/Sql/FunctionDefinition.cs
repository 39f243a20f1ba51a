namespace PerfDb.Driver.Sql;

/// <summary>What is known about one function.</summary>
/// <param name="Writes">Whether a call changes data, a sequence or anything else that outlives the statement.</param>
/// <param name="Volatility">How the result depends on anything but the arguments.</param>
public readonly record struct FunctionDefinition(bool Writes, FunctionVolatility Volatility);
