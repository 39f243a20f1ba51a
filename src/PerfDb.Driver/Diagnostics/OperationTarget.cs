namespace PerfDb.Driver.Diagnostics;

/// <summary>What an operation addresses when it is not plain SQL text.</summary>
/// <param name="StoredProcedure">The procedure's name, for procedure commands.</param>
/// <param name="Collection">The table's name, for table commands.</param>
/// <param name="BatchSize">The number of commands, for batches.</param>
internal readonly record struct OperationTarget(string? StoredProcedure, string? Collection, int? BatchSize);
