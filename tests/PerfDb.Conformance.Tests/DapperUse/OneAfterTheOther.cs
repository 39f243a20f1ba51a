namespace PerfDb.Conformance.Tests.DapperUse;

/// <summary>Dapper keeps type handlers and mappings for the whole process: its tests run one after the other.</summary>
[CollectionDefinition(nameof(DapperTests))]
public sealed class OneAfterTheOther;
