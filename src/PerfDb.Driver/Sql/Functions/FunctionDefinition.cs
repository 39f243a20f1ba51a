namespace PerfDb.Driver.Sql.Functions;

/// <summary>What is known about one function.</summary>
internal readonly record struct FunctionDefinition(FunctionEffect Effect, FunctionVolatility Volatility);
