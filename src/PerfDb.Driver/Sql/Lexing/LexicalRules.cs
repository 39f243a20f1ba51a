namespace PerfDb.Driver.Sql.Lexing;

/// <summary>How a dialect, with the settings of its server, cuts text into tokens.</summary>
internal sealed class LexicalRules
{
    public LexicalRules(SqlDialect dialect, AnalysisOptions options)
    {
        Dialect = dialect;
        var postgres = dialect == SqlDialect.PostgreSql;
        var mySql = dialect == SqlDialect.MySql;
        BackslashEscapes = (mySql || postgres) && !(options.StandardConformingStrings ?? postgres);
        BackslashIsDoubtful = dialect == SqlDialect.Generic;
        DoubleQuotedStrings = !(options.DoubleQuotedIdentifiers ?? !mySql);
        DoubleQuotesMayBeStrings = dialect is SqlDialect.Sqlite or SqlDialect.Generic && options.DoubleQuotedIdentifiers is null;
        EscapeStrings = postgres || dialect == SqlDialect.Generic;
        DollarQuotes = postgres;
        NestedComments = postgres || dialect == SqlDialect.SqlServer;
        HashComments = mySql;
        HashNames = dialect == SqlDialect.SqlServer;
        BacktickNames = dialect is SqlDialect.MySql or SqlDialect.Sqlite or SqlDialect.Generic;
        BracketNames = dialect is SqlDialect.SqlServer or SqlDialect.Sqlite or SqlDialect.Generic;
        DashNeedsSpace = mySql;
        CodeComments = mySql;
        Hints = mySql || postgres || dialect == SqlDialect.Generic;
        QuestionOperators = postgres;
        LineContinuation = postgres;
        AdjacentStrings = mySql;
        FoldsUnquoted = postgres || dialect == SqlDialect.Sqlite;
        FoldsQuoted = dialect == SqlDialect.Sqlite;
        NoBreakSpaceIsName = postgres;
    }

    public SqlDialect Dialect { get; }
    public bool BackslashEscapes { get; }
    public bool BackslashIsDoubtful { get; }
    public bool DoubleQuotedStrings { get; }
    public bool DoubleQuotesMayBeStrings { get; }
    public bool EscapeStrings { get; }
    public bool DollarQuotes { get; }
    public bool NestedComments { get; }
    public bool HashComments { get; }
    public bool HashNames { get; }
    public bool BacktickNames { get; }
    public bool BracketNames { get; }
    public bool DashNeedsSpace { get; }
    public bool CodeComments { get; }
    public bool Hints { get; }
    public bool QuestionOperators { get; }
    public bool LineContinuation { get; }
    public bool AdjacentStrings { get; }
    public bool FoldsUnquoted { get; }
    public bool FoldsQuoted { get; }
    public bool NoBreakSpaceIsName { get; }
}
