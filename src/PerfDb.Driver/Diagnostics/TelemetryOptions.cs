using System.Data.Common;
using System.Diagnostics;

namespace PerfDb.Driver.Diagnostics;

/// <summary>What the driver tells <c>System.Diagnostics</c>. Nothing is computed while nobody listens.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Whether <c>db.client.operation.duration</c> is recorded. The default is <see cref="EmitMode.Auto"/>.</summary>
    public EmitMode DatabaseClientMetrics { get; set; }

    /// <summary>
    /// Whether spans carry <c>db.query.text</c>: the text as written, without comments and with every literal replaced by
    /// <c>?</c>. The default is <see langword="true"/>.
    /// </summary>
    public bool RecordQueryText { get; set; } = true;

    /// <summary>Whether spans carry <c>db.response.returned_rows</c>. The default is <see langword="false"/>.</summary>
    public bool RecordReturnedRows { get; set; }

    /// <summary>
    /// Whether a failed span's status carries the provider's message. Such messages can quote data, so the default is
    /// <see langword="false"/>.
    /// </summary>
    public bool RecordExceptionMessages { get; set; }

    /// <summary>
    /// Whether spans carry the values of parameters, <c>db.query.parameter.&lt;name&gt;</c>, each cut at 256 characters.
    /// They are data of the application and leave the process as they are, so the default is <see langword="false"/>.
    /// Batches never carry them.
    /// </summary>
    public bool RecordParameters { get; set; }

    /// <summary>
    /// How many distinct query summaries metrics may carry as an attribute; later ones are recorded as <c>other</c>. The
    /// default is 1,000.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or zero.</exception>
    public int MaxSummaries
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1000;

    /// <summary>
    /// Whether a command gets a span. The default, <see langword="null"/>, gives every command one; batches always get one.
    /// Metrics are recorded either way. A filter that throws counts as <see langword="false"/>.
    /// </summary>
    public Func<DbCommand, bool>? Filter { get; set; }

    /// <summary>
    /// Adds to a recorded span of a single command before the command runs. The default is <see langword="null"/>. What
    /// it throws is logged and counted, and does not reach the command.
    /// </summary>
    public Action<Activity, DbCommand>? Enrich { get; set; }

    internal TelemetryOptions Copy() => (TelemetryOptions)MemberwiseClone();
}
