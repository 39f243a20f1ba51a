namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>A state of a sink to which it can go back, or a finished row that the next one is compared with.</summary>
internal readonly record struct SinkMark(ulong Hash, int Start, int Length, char Last);
