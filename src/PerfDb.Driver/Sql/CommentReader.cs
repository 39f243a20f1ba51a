using System.Globalization;
using System.Text;
using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql;

/// <summary>Reads the <c>perfdb:</c> hint and the labels off the comments of a text.</summary>
internal static class CommentReader
{
    private const int MaxLabels = 8;
    private const int MaxLabelLength = 256;
    private const int MaxHintLength = 512;
    private const string Prefix = "perfdb:";

    public static void Read(ReadOnlySpan<char> text, List<SqlToken> comments, int firstToken, out SqlHints hints, out IReadOnlyList<string> labels)
    {
        hints = SqlHints.None;
        labels = [];
        List<string>? found = null;
        foreach (var comment in comments)
        {
            var content = Content(text.Slice(comment.Start, comment.Length));
            if (content.StartsWith(Prefix, StringComparison.Ordinal))
            {
                if (hints == SqlHints.None && content.Length <= MaxHintLength)
                {
                    hints = Parse(content[Prefix.Length..]);
                }
            }
            else if (comment.Start < firstToken && comment.Kind == TokenKind.Comment && !content.IsEmpty && (found?.Count ?? 0) < MaxLabels)
            {
                (found ??= []).Add(Redact(content[..Math.Min(content.Length, MaxLabelLength)]));
            }
        }

        if (found is not null)
        {
            labels = found.ToArray();
        }
    }

    private static ReadOnlySpan<char> Content(ReadOnlySpan<char> comment)
    {
        if (comment.StartsWith("/*"))
        {
            comment = comment[2..];
            comment = comment.EndsWith("*/") ? comment[..^2] : comment;
        }
        else if (comment.StartsWith("--"))
        {
            comment = comment[2..];
        }
        else if (comment.StartsWith("#"))
        {
            comment = comment[1..];
        }

        return comment.Trim();
    }

    /// <summary>A label without what it quotes and without numbers: a tag may have been built from values.</summary>
    private static string Redact(ReadOnlySpan<char> label)
    {
        var result = new StringBuilder(label.Length);
        for (var i = 0; i < label.Length; i++)
        {
            var c = label[i];
            if (c is '\'' or '"' or '`' or '$')
            {
                var close = label[(i + 1)..].LastIndexOf(c);
                result.Append('?');
                i = close < 0 ? label.Length : i + close + 1;
            }
            else if (char.IsAsciiDigit(c))
            {
                result.Append('?');
                while (i + 1 < label.Length && char.IsAsciiLetterOrDigit(label[i + 1]))
                {
                    i++;
                }
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    private static SqlHints Parse(ReadOnlySpan<char> content)
    {
        TimeSpan? cache = null, stale = null, slow = null;
        string? route = null, consistency = null, name = null;
        string[] tags = [];
        var unknown = new List<string>();
        foreach (var range in content.Split(','))
        {
            var pair = content[range].Trim();
            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals].TrimEnd();
            var value = equals < 0 ? default : pair[(equals + 1)..].TrimStart();
            switch (key)
            {
                case "cache":
                    cache = value is "off" ? TimeSpan.Zero : Duration(value) ?? cache;
                    break;
                case "stale":
                    stale = Duration(value) ?? stale;
                    break;
                case "slow":
                    slow = Duration(value) ?? slow;
                    break;
                case "route":
                    route = IsIdentifier(value) ? value.ToString() : route;
                    break;
                case "consistency":
                    consistency = value is "strong" or "session" or "eventual" ? value.ToString() : consistency;
                    break;
                case "name":
                    name = IsIdentifier(value) ? value.ToString() : name;
                    break;
                case "tags":
                    tags = Array.FindAll(value.ToString().Split('|', StringSplitOptions.TrimEntries), static tag => IsIdentifier(tag));
                    break;
                default:
                    if (unknown.Count < 8 && IsIdentifier(key))
                    {
                        unknown.Add(key.ToString());
                    }

                    break;
            }
        }

        return new SqlHints
        {
            CacheFor = cache,
            StaleFor = stale,
            SlowAfter = slow,
            Route = route,
            Consistency = consistency,
            Name = name,
            Tags = tags,
            UnknownKeys = unknown.Count == 0 ? [] : unknown.ToArray(),
        };
    }

    private static bool IsIdentifier(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!(char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
            {
                return false;
            }
        }

        return value.Length is > 0 and <= 64;
    }

    private static TimeSpan? Duration(ReadOnlySpan<char> value)
    {
        var digits = 0;
        while (digits < value.Length && char.IsAsciiDigit(value[digits]))
        {
            digits++;
        }

        if (digits is 0 or > 9)
        {
            return null;
        }

        var number = int.Parse(value[..digits], CultureInfo.InvariantCulture);
        return value[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
