using System.Collections;
using System.Data.Common;
using System.Net;
using System.Numerics;
using System.Text.Json;
using NpgsqlTypes;
using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Values;

/// <summary>Every way to read a column.</summary>
internal static class Getters
{
    public static IReadOnlyList<(string Name, Func<DbDataReader, object?> Call)> Sync { get; } =
    [
        ("GetValue", r => r.GetValue(0)),
        ("GetBoolean", r => r.GetBoolean(0)),
        ("GetByte", r => r.GetByte(0)),
        ("GetChar", r => r.GetChar(0)),
        ("GetInt16", r => r.GetInt16(0)),
        ("GetInt32", r => r.GetInt32(0)),
        ("GetInt64", r => r.GetInt64(0)),
        ("GetFloat", r => r.GetFloat(0)),
        ("GetDouble", r => r.GetDouble(0)),
        ("GetDecimal", r => r.GetDecimal(0)),
        ("GetString", r => r.GetString(0)),
        ("GetDateTime", r => r.GetDateTime(0)),
        ("GetGuid", r => r.GetGuid(0)),
        ("GetStream", r => r.GetStream(0)),
        ("GetTextReader", r => r.GetTextReader(0)),
        ("GetBytes", r => { var b = new byte[8]; return (r.GetBytes(0, 0, b, 0, 8), b); }),
        ("GetBytes(length)", r => r.GetBytes(0, 0, null, 0, 0)),
        ("GetChars", r => { var c = new char[8]; return (r.GetChars(0, 0, c, 0, 8), c); }),
        ("GetChars(length)", r => r.GetChars(0, 0, null, 0, 0)),
        ("GetData", r => r.GetData(0)),
        ("IsDBNull", r => r.IsDBNull(0)),
        ("GetFieldType", r => r.GetFieldType(0)),
        ("GetDataTypeName", r => r.GetDataTypeName(0)),
        ("GetProviderSpecificFieldType", r => r.GetProviderSpecificFieldType(0)),
        ("GetProviderSpecificValue", r => r.GetProviderSpecificValue(0)),
        ("GetColumnSchema", r => r.GetColumnSchema()),
    ];

    /// <summary>GetFieldValue of every type a mapper asks for.</summary>
    public static IReadOnlyList<(string Name, Func<DbDataReader, object?> Call, Func<DbDataReader, Task<object?>> CallAsync)> Typed { get; } =
    [
        Of<object>(), Of<bool>(), Of<byte>(), Of<sbyte>(), Of<char>(), Of<short>(), Of<ushort>(), Of<int>(), Of<uint>(), Of<long>(), Of<ulong>(), Of<float>(), Of<double>(), Of<decimal>(),
        Of<int?>(), Of<long?>(), Of<DateTime?>(), Of<string>(), Of<char[]>(), Of<byte[]>(), Of<ReadOnlyMemory<byte>>(), Of<Guid>(), Of<DateTime>(), Of<DateTimeOffset>(),
        Of<DateOnly>(), Of<TimeOnly>(), Of<TimeSpan>(), Of<Mood>(), Of<DayOfWeek>(), Of<JsonDocument>(), Of<JsonElement>(), Of<Dictionary<string, string>>(),
        Of<int[]>(), Of<int?[]>(), Of<List<int>>(), Of<int[,]>(), Of<string[]>(), Of<Mood[]>(), Of<Array>(), Of<IList>(), Of<NpgsqlRange<int>>(), Of<NpgsqlRange<decimal>>(),
        Of<NpgsqlRange<DateTime>>(), Of<NpgsqlRange<int>[]>(), Of<IPAddress>(), Of<NpgsqlInet>(), Of<BitArray>(), Of<NpgsqlPoint>(), Of<NpgsqlTsVector>(), Of<NpgsqlInterval>(),
        Of<NpgsqlLogSequenceNumber>(), Of<BigInteger>(), Of<Stream>(), Of<TextReader>(), Of<DBNull>(), Of<Version>(),
    ];

    private static (string, Func<DbDataReader, object?>, Func<DbDataReader, Task<object?>>) Of<T>() =>
        ($"GetFieldValue<{typeof(T)}>", r => r.GetFieldValue<T>(0), async r => await r.GetFieldValueAsync<T>(0));
}
