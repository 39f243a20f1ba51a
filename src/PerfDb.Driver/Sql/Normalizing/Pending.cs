namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>What has been read and counts only by what follows.</summary>
[Flags]
internal enum Pending : byte
{
    None = 0,

    /// <summary>A semicolon, which counts only between two statements.</summary>
    Separator = 1,

    /// <summary>Signs already written, which a value takes back.</summary>
    Signs = 2,

    /// <summary>The comma behind a row, which counts only if no row follows.</summary>
    RowComma = 4,

    /// <summary>A row has ended.</summary>
    RowEnd = 8,
}
