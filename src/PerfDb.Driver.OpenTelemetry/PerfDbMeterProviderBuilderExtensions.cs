using PerfDb.Driver.Diagnostics;

namespace OpenTelemetry.Metrics;

/// <summary>Adds the driver's metrics to a meter provider.</summary>
public static class PerfDbMeterProviderBuilderExtensions
{
    /// <summary>
    /// Collects the metrics of every <c>PerfDbDataSource</c> of the process. Beside the provider's own meter, the driver
    /// leaves the duration of operations to that; <c>docs/reference/telemetry.md</c> shows the combinations.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static MeterProviderBuilder AddPerfDbInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter(PerfDbDiagnostics.MeterName);
    }
}
