namespace PerfDb.Driver.Sql.Classifying;

/// <summary>Working memory of the classification, kept for the next text.</summary>
internal sealed class ParserBuffers
{
    public Frame[] Frames { get; } = new Frame[QueryWalker.MaxDepth];

    public List<(string Name, int Depth)> Ctes { get; } = [];

    public SummaryWriter Summary { get; } = new();

    public StatementFacts Facts { get; } = new();

    public List<StatementAnalysis> Statements { get; } = [];
}
