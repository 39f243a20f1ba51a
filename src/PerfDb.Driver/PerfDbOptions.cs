using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Sql;
using PerfDb.Driver.Statistics;

namespace PerfDb.Driver;

/// <summary>Configures a data source. Read once, when the data source is built; later changes have no effect.</summary>
public sealed class PerfDbOptions
{
    /// <summary>
    /// The data source's name in logs. The default is <c>perfdb</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string Name
    {
        get;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    } = "perfdb";

    /// <summary>
    /// Whether the driver does anything. If <see langword="false"/>, the data source hands out the provider's own
    /// connections: a kill switch that needs no other change. The default is <see langword="true"/>.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether the driver's decisions take effect. The default is <see cref="PerfDbMode.Active"/>.</summary>
    public PerfDbMode Mode { get; set; }

    /// <summary>
    /// Whether opening a connection waits until something needs the server. <see langword="null"/>, the default, means
    /// only where it pays: when replicas or caching are configured. With <see langword="true"/> a dead server or a wrong
    /// password is met at the first command instead of at <c>Open</c>.
    /// </summary>
    public bool? DeferOpen { get; set; }

    /// <summary>What is counted per SQL fingerprint.</summary>
    public StatisticsOptions Statistics { get; private init; } = new();

    /// <summary>What is told to <c>System.Diagnostics</c>.</summary>
    public TelemetryOptions Telemetry { get; private init; } = new();

    /// <summary>How SQL is read.</summary>
    public AnalysisOptions Analysis { get; private init; } = new();

    internal PerfDbOptions Copy() => new()
    {
        Name = Name,
        Enabled = Enabled,
        Mode = Mode,
        DeferOpen = DeferOpen,
        Statistics = Statistics.Copy(),
        Telemetry = Telemetry.Copy(),
        Analysis = Analysis.Copy(),
    };
}
