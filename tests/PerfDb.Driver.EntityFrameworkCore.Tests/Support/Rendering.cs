using System.Collections;
using System.Globalization;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Support;

/// <summary>Writes a value with its CLR type, so that equal texts mean equal values of equal types.</summary>
internal static class Rendering
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        DateTime time => $"DateTime {time:O} {time.Kind}",
        DateTimeOffset time => $"DateTimeOffset {time:O}",
        byte[] bytes => $"byte[] {Convert.ToHexString(bytes)}",
        System.Text.Json.JsonDocument json => $"JsonDocument {json.RootElement.GetRawText()}",
        IFormattable number => $"{value.GetType().Name} {number.ToString(null, CultureInfo.InvariantCulture)}",
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Order().Select(key => $"{Of(key)}: {Of(map[key])}"))}}}",
        IEnumerable items => $"{value.GetType().Name} [{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        _ when IsPlain(value.GetType()) => $"{value.GetType().Name} {value}",
        _ => $"{{{string.Join(", ", value.GetType().GetProperties().Select(p => $"{p.Name}: {Of(p.GetValue(value))}"))}}}",
    };

    // Values of providers and of the framework say themselves; anonymous types, tuples of names and entities do not.
    private static bool IsPlain(Type type) => type.IsPrimitive || type.Namespace is "System" or "System.Net" or "NpgsqlTypes";
}
