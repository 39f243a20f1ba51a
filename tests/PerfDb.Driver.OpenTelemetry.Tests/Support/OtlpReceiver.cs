using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;

namespace PerfDb.Driver.OpenTelemetry.Tests.Support;

/// <summary>A back end that takes OTLP on loopback, as HTTP with protobuf or as gRPC, and decodes it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const int GrpcPrefix = 5;

    private readonly WebApplication _server;
    private readonly OtlpExportProtocol _protocol;
    private readonly ConcurrentQueue<ProtobufMessage> _traces = new();
    private readonly ConcurrentQueue<ProtobufMessage> _metrics = new();

    private OtlpReceiver(OtlpExportProtocol protocol)
    {
        _protocol = protocol;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            listen.Protocols = protocol == OtlpExportProtocol.Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _server = builder.Build();
        _server.Run(Receive);
    }

    public IReadOnlyList<ReceivedSpan> Spans => [.. _traces.SelectMany(ReceivedSpan.Read)];

    public IReadOnlyList<ReceivedHistogramPoint> Histograms => [.. _metrics.SelectMany(ReceivedHistogramPoint.Read)];

    private Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<OtlpReceiver> StartAsync(OtlpExportProtocol protocol)
    {
        var receiver = new OtlpReceiver(protocol);
        await receiver._server.StartAsync();
        return receiver;
    }

    public void Configure(OtlpExporterOptions options, string signal)
    {
        options.Protocol = _protocol;
        options.Endpoint = _protocol == OtlpExportProtocol.Grpc ? Address : new Uri(Address, $"v1/{signal}");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Receive(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = body.ToArray().AsMemory();
        var grpc = context.Request.ContentType!.StartsWith("application/grpc", StringComparison.Ordinal);
        if (grpc)
            message = message.Slice(GrpcPrefix, (int)BinaryPrimitives.ReadUInt32BigEndian(message.Span[1..]));
        var path = context.Request.Path.Value!;
        var queue = path.Contains("trace", StringComparison.OrdinalIgnoreCase) ? _traces : _metrics;
        queue.Enqueue(new ProtobufMessage(message.Span));

        context.Response.ContentType = context.Request.ContentType;
        if (grpc)
        {
            // An empty message, and the status that gRPC puts behind it.
            context.Response.DeclareTrailer("grpc-status");
            await context.Response.Body.WriteAsync(new byte[GrpcPrefix]);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    }
}
