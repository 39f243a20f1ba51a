using PerfDb.Driver.Diagnostics;

namespace OpenTelemetry.Trace;

/// <summary>Adds the driver's spans to a tracer provider.</summary>
public static class PerfDbTracerProviderBuilderExtensions
{
    /// <summary>Collects a span per command of every <c>PerfDbDataSource</c> of the process.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static TracerProviderBuilder AddPerfDbInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(PerfDbDiagnostics.ActivitySourceName);
    }
}
