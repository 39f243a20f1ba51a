namespace PerfDb.Driver.Sql;

/// <summary>A table as a statement names it: decoded, folded as the dialect folds, with its schema if the text gives one.</summary>
/// <param name="Schema">The schema (or <c>database.schema</c>) as written in the text, or null.</param>
/// <param name="Name">The table's own name.</param>
public readonly record struct TableName(string? Schema, string Name)
{
    /// <summary>The name as <c>schema.name</c>, or the bare name.</summary>
    public override string ToString() => Schema is null ? Name : $"{Schema}.{Name}";
}
