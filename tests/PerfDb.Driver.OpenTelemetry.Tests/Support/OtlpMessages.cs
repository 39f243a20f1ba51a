using System.Globalization;

namespace PerfDb.Driver.OpenTelemetry.Tests.Support;

/// <summary>A span as it arrived; field numbers of opentelemetry/proto/trace/v1/trace.proto.</summary>
internal sealed record ReceivedSpan(
    string Scope, string SchemaUrl, string Name, ulong Kind, TimeSpan Duration, string Id, string ParentId, ulong Status, string StatusText, IReadOnlyDictionary<string, string> Attributes)
{
    public const ulong Client = 3;
    public const ulong Error = 2;

    public static IEnumerable<ReceivedSpan> Read(ProtobufMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new ReceivedSpan(
            scope.Message(1).Text(1),
            scope.Text(3),
            span.Text(5),
            span.Number(6),
            TimeSpan.FromTicks((long)(span.Number(8) - span.Number(7)) / TimeSpan.NanosecondsPerTick),
            Convert.ToHexString(span.Bytes(2)),
            Convert.ToHexString(span.Bytes(4)),
            span.Message(15).Number(3),
            span.Message(15).Text(2),
            Otlp.Attributes(span.Messages(9)));
}

/// <summary>One data point of a histogram as it arrived; opentelemetry/proto/metrics/v1/metrics.proto.</summary>
internal sealed record ReceivedHistogramPoint(
    string Scope, string Name, string Unit, ulong Count, double SumSeconds, ulong[] Buckets, double[] Bounds, IReadOnlyDictionary<string, string> Attributes)
{
    public static IEnumerable<ReceivedHistogramPoint> Read(ProtobufMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        where metric.Has(9)
        from point in metric.Message(9).Messages(1)
        select new ReceivedHistogramPoint(
            scope.Message(1).Text(1),
            metric.Text(1),
            metric.Text(3),
            point.Number(4),
            point.Double(5),
            [.. point.Fixed64s(6)],
            [.. point.Fixed64s(7).Select(BitConverter.UInt64BitsToDouble)],
            Otlp.Attributes(point.Messages(9)));
}

internal static class Otlp
{
    public static IReadOnlyDictionary<string, string> Attributes(IEnumerable<ProtobufMessage> pairs) =>
        pairs.ToDictionary(pair => pair.Text(1), pair => Value(pair.Message(2)));

    private static string Value(ProtobufMessage any) =>
        any.Has(1) ? any.Text(1)
        : any.Has(2) ? (any.Number(2) != 0 ? "true" : "false")
        : any.Has(3) ? ((long)any.Number(3)).ToString(CultureInfo.InvariantCulture)
        : any.Has(4) ? any.Double(4).ToString(CultureInfo.InvariantCulture)
        : "?";
}
