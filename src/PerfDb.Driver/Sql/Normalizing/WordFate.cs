namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>What becomes of a word in the canonical form.</summary>
internal enum WordFate : byte
{
    Write = 0,

    /// <summary>It stands for a value.</summary>
    Mark,

    /// <summary>It changes nothing.</summary>
    Drop,
}
