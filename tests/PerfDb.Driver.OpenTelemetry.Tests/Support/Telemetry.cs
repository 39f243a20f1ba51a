using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PerfDb.Driver.OpenTelemetry.Tests.Support;

/// <summary>The OpenTelemetry SDK as an application sets it up, with the real OTLP exporter, and the back end it sends to.</summary>
internal sealed class Telemetry : IAsyncDisposable
{
    private readonly TracerProvider _tracing;
    private readonly MeterProvider _metrics;

    private Telemetry(OtlpReceiver receiver, string[] furtherSources)
    {
        Receiver = receiver;
        _tracing = Sdk.CreateTracerProviderBuilder()
            .AddPerfDbInstrumentation()
            .AddSource(furtherSources)
            .AddOtlpExporter(o => receiver.Configure(o, "traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .AddPerfDbInstrumentation()
            .AddMeter(furtherSources)
            .AddOtlpExporter((o, reader) =>
            {
                receiver.Configure(o, "metrics");
                // Sent once, when the test flushes: a second export would tell the same totals again.
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 600_000;
            })
            .Build();
    }

    public OtlpReceiver Receiver { get; }

    public static async Task<Telemetry> StartAsync(OtlpExportProtocol protocol = OtlpExportProtocol.HttpProtobuf, params string[] furtherSources) =>
        new(await OtlpReceiver.StartAsync(protocol), furtherSources);

    public void Flush()
    {
        Assert.True(_tracing.ForceFlush(10_000));
        Assert.True(_metrics.ForceFlush(10_000));
    }

    public async ValueTask DisposeAsync()
    {
        _tracing.Dispose();
        _metrics.Dispose();
        await Receiver.DisposeAsync();
    }
}
