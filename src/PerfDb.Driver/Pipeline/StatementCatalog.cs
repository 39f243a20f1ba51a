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
    private const string ProcedurePrefix = "CALL ";
    private const string TablePrefix = "SELECT * FROM ";

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

    /// <summary>What is known of the text of a command or batch. A command that runs the same text again need not look it up.</summary>
    public KnownStatement Find(CommandContext context)
    {
        if (context.Command is not { } command)
            return Find(context.Batch!);
        var text = command.CommandText;
        var type = command.CommandType;
        return context.Analyzed.IsFor(this, text, type) ? context.Statement : Find(context, text, type);
    }

    private KnownStatement Find(CommandContext context, string text, CommandType type)
    {
        context.Analyzed = new AnalyzedText(this, text, type);
        return Find(text, type);
    }

    private KnownStatement Find(DbBatch batch)
    {
        var commands = batch.BatchCommands;
        if (commands.Count == 1)
            return Find(commands[0].CommandText, commands[0].CommandType);

        var text = Join(commands);
        var known = _batches.GetOrAdd(text, (Catalog: this, Commands: commands), static (joined, state) => state.Catalog.CreateBatch(joined, state.Commands));
        // "a; b" is one text, whether a batch has it as one command or as two.
        return known.Target.BatchSize == commands.Count ? known : CreateBatch(text, commands);
    }

    private KnownStatement Find(string text, CommandType type) => type switch
    {
        CommandType.Text => _texts.GetOrAdd(text, this, static (sql, catalog) => new(catalog._analyzer.Analyze(sql), default)),
        CommandType.StoredProcedure => _procedures.GetOrAdd(text, this, static (name, catalog) => catalog.CreateProcedure(name)),
        _ => _tables.GetOrAdd(text, this, static (name, catalog) => catalog.CreateTable(name)),
    };

    // The names are those of the redacted text: a caller may have written arguments into them.
    private KnownStatement CreateProcedure(string name)
    {
        var analysis = _analyzer.Analyze(ProcedurePrefix + name);
        return new(analysis, new OperationTarget { Operation = "CALL", StoredProcedure = Without(ProcedurePrefix, analysis.RedactedText) });
    }

    private KnownStatement CreateTable(string name)
    {
        var analysis = _analyzer.Analyze(TablePrefix + name);
        return new(analysis, new OperationTarget { Operation = "SELECT", Collection = Without(TablePrefix, analysis.RedactedText) });
    }

    private KnownStatement CreateBatch(string joined, DbBatchCommandCollection commands)
    {
        string? summary = null;
        string? text = null;
        for (var i = 0; i < commands.Count; i++)
        {
            var one = Find(commands[i].CommandText, commands[i].CommandType).Analysis;
            summary = i == 0 || summary == one.Summary ? one.Summary : null;
            text = i == 0 || text == one.RedactedText ? one.RedactedText : null;
            if (summary is null && text is null)
                break;
        }

        return new(_analyzer.Analyze(joined), new OperationTarget { BatchSize = commands.Count, BatchSummary = summary, BatchText = text });
    }

    private static string Without(string prefix, string text) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

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
            joined.Append(command.CommandType switch { CommandType.Text => "", CommandType.StoredProcedure => ProcedurePrefix, _ => TablePrefix });
            joined.Append(command.CommandText);
        }

        return joined.ToString();
    }
}
