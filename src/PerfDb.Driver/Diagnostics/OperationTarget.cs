namespace PerfDb.Driver.Diagnostics;

/// <summary>What an operation addresses when it is not one plain SQL text.</summary>
internal readonly record struct OperationTarget
{
    /// <summary>The operation of a procedure or table command; <see langword="null"/> for text, from which it must not be taken.</summary>
    public string? Operation { get; init; }

    /// <summary>The procedure's name, for procedure commands.</summary>
    public string? StoredProcedure { get; init; }

    /// <summary>The table's name, for table commands.</summary>
    public string? Collection { get; init; }

    /// <summary>The number of commands, for batches; never 1.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The summary that all commands of a batch share, or <see langword="null"/>.</summary>
    public string? BatchSummary { get; init; }

    /// <summary>The redacted text that all commands of a batch share, or <see langword="null"/>.</summary>
    public string? BatchText { get; init; }
}
