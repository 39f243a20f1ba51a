using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfDb.Driver.Sql;

namespace PerfDb.Cli.Verbs.Analyze;

/// <summary>One JSON object a line in, one a line out, in the same order. A line that cannot be read is reported and left out.</summary>
internal static class AnalysisJsonLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Whether every line was read.</returns>
    public static bool Run(SqlAnalyzer analyzer, TextReader input, Stream output, TextWriter errors)
    {
        var buffered = new BufferedStream(output, 1 << 16);
        using var writer = new Utf8JsonWriter(buffered, Options);
        var number = 0;
        var clean = true;
        while (input.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var sql = Read(line, out var fault);
            if (sql is null)
            {
                clean = false;
                errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {number}: {fault}"));
                continue;
            }

            Write(writer, analyzer.Analyze(sql));
            writer.Flush();
            writer.Reset();
            buffered.WriteByte((byte)'\n');
        }

        buffered.Flush();
        return clean;
    }

    private static string? Read(string line, out string fault)
    {
        fault = "not JSON";
        try
        {
            using var document = JsonDocument.Parse(line);
            fault = "not an object with a text 'sql'";
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("sql", out var sql)
                && sql.ValueKind == JsonValueKind.String ? sql.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, SqlAnalysis analysis)
    {
        writer.WriteStartObject();
        writer.WriteString("fingerprint", analysis.Fingerprint.ToString());
        writer.WriteString("normalized", analysis.NormalizedText);
        writer.WriteString("summary", analysis.Summary);
        writer.WriteString("kind", analysis.Kind.ToString());
        writer.WriteStartArray("statements");
        foreach (var statement in analysis.Statements)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", statement.Kind.ToString());
            Write(writer, "reads", statement.Reads.Select(static table => table.ToString()));
            Write(writer, "writes", statement.Writes.Select(static table => table.ToString()));
            Write(writer, "functions", statement.Functions);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("cacheable", analysis.IsCacheable);
        Write(writer, "reasons", analysis.Reasons);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
