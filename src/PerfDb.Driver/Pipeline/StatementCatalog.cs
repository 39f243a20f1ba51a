using System.Data;
using System.Data.Common;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Pipeline;

/// <summary>
/// Knows every command text seen lately. Bounded in bytes: texts with inlined literals would otherwise grow it for ever;
/// a text beyond the bound is analyzed again at its next use.
/// </summary>
internal sealed class StatementCatalog
{
    private const int BatchSeparatorCost = 2;

    private readonly SqlAnalyzer _analyzer;
    private readonly TextMemo<KnownStatement> _texts;
    private readonly TextMemo<KnownStatement> _procedures;
    private readonly TextMemo<KnownStatement> _tables;
    private readonly TextMemo<KnownStatement> _batches;

    public StatementCatalog(SqlAnalyzer analyzer, long memoSizeBytes)
    {
        _analyzer = analyzer;
        _texts = new(memoSizeBytes);
        // Procedure and table names are few; batches are combinations of known texts.
        _procedures = new(memoSizeBytes / 16);
        _tables = new(memoSizeBytes / 16);
        _batches = new(memoSizeBytes / 4);
        Unknown = new(analyzer.Analyze(""), default);
    }

    /// <summary>Stands for a statement that could not be analyzed: it may do anything.</summary>
    public KnownStatement Unknown { get; }

    public KnownStatement Find(DbCommand command)
    {
        var text = command.CommandText;
        return command.CommandType switch
        {
            CommandType.Text => FindText(text),
            CommandType.StoredProcedure => _procedures.GetOrAdd(text, this, static (name, catalog) =>
                new(catalog._analyzer.Analyze("CALL " + name), new OperationTarget(name, null, null))),
            _ => _tables.GetOrAdd(text, this, static (name, catalog) =>
                new(catalog._analyzer.Analyze("SELECT * FROM " + name), new OperationTarget(null, name, null))),
        };
    }

    public KnownStatement Find(DbBatch batch)
    {
        var commands = batch.BatchCommands;
        if (commands.Count == 1 && commands[0].CommandType == CommandType.Text)
            return FindText(commands[0].CommandText);

        var text = Join(commands);
        return _batches.GetOrAdd(text, (this, commands.Count), static (joined, state) =>
            new(state.Item1._analyzer.Analyze(joined), new OperationTarget(null, null, state.Count)));
    }

    private KnownStatement FindText(string text) => _texts.GetOrAdd(text, this, static (sql, catalog) => new(catalog._analyzer.Analyze(sql), default));

    private static string Join(DbBatchCommandCollection commands)
    {
        var length = 0;
        foreach (var command in commands)
            length += command.CommandText.Length + BatchSeparatorCost;
        var joined = new System.Text.StringBuilder(length);
        foreach (var command in commands)
        {
            if (joined.Length != 0)
                joined.Append("; ");
            joined.Append(command.CommandText);
        }

        return joined.ToString();
    }
}
