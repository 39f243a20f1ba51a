using System.Globalization;
using System.Text;
using PerfDb.Driver.Sql;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>Texts that differ from a given one only in literals, placeholders, list lengths, white space, comments and case.</summary>
internal sealed class VariantGenerator(Random random)
{
    private static readonly LexicalRules Rules = new(SqlDialect.PostgreSql, new AnalysisOptions());

    public string Next(string sql)
    {
        var memory = default(TextWindowMemory);
        var tokenizer = new SqlTokenizer(sql, Rules, ref memory);
        var result = new StringBuilder();
        var end = 0;
        var previous = Keyword.None;
        var verb = Keyword.None;
        var ordinals = false;
        while (tokenizer.Read())
        {
            ordinals |= tokenizer.Keyword == Keyword.By;
            verb = verb == Keyword.None ? tokenizer.Keyword : verb;
            if (tokenizer.Kind is TokenKind.Comment)
            {
                result.Append(tokenizer.Start > end ? " " : "").Append(' ');
                end = tokenizer.End;
                continue;
            }

            result.Append(tokenizer.Start > end ? Blank() : "");
            end = tokenizer.End;
            var written = sql[tokenizer.Start..tokenizer.End];
            result.Append(tokenizer.Kind switch
            {
                TokenKind.String when written[0] == '\'' => random.Next(3) == 0 ? Text() : written,
                // Ordinals mean columns, and in a definition a number may be the length of a type, which we keep and libpg_query does not.
                TokenKind.Number when verb is not (Keyword.Create or Keyword.Alter) => ordinals ? written : Number(written),
                TokenKind.Word => Case(written),
                _ => written,
            });
            // Only a list of nothing but values loses its length.
            if (tokenizer.Kind == TokenKind.Number && previous == Keyword.In && end < sql.Length && sql[end] == ')' && random.Next(2) == 0)
            {
                result.Append(", 7");
            }

            previous = tokenizer.Kind == TokenKind.Word ? tokenizer.Keyword : tokenizer.Kind == TokenKind.Punctuation && tokenizer.First == '(' ? previous : Keyword.None;
        }

        return result.ToString();
    }

    private string Blank() => random.Next(6) switch { 0 => "\n", 1 => " /* c */ ", 2 => "\t", 3 => " -- c\n", _ => " " };

    private string Text() => random.Next(3) switch { 0 => "'it''s'", 1 => "E'\\n'", _ => "$x$ y $x$" };

    private string Number(string written) => random.Next(4) switch
    {
        0 => random.Next(1000).ToString(CultureInfo.InvariantCulture),
        1 => "1.5",
        2 => "$1",
        _ => written,
    };

    private string Case(string written) => random.Next(2) == 0 ? written.ToUpperInvariant() : written;
}
