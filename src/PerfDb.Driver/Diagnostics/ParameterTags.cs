using System.Data.Common;
using System.Diagnostics;
using System.Globalization;

namespace PerfDb.Driver.Diagnostics;

/// <summary>Puts a command's parameter values on its span, where the user asked for that.</summary>
internal static class ParameterTags
{
    // Enough to recognize a value; a document or a file is not worth its weight on every span.
    private const int MaxLength = 256;

    public static void Add(Activity activity, DbParameterCollection parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            var name = parameter.ParameterName.AsSpan().TrimStart("@:$?");
            var key = name.IsEmpty ? i.ToString(CultureInfo.InvariantCulture) : name.ToString();
            activity.SetTag(TelemetryNames.QueryParameterPrefix + key, Write(parameter.Value));
        }
    }

    private static string Write(object? value)
    {
        var text = value switch
        {
            null or DBNull => "null",
            string s => s,
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            // Not worth opening: arrays, streams, documents.
            _ => value.GetType().Name,
        };
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }
}
