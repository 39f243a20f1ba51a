using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Diagnostics;

/// <summary>
/// Tells the outside about commands: one client span and one duration record for each, by the stable OpenTelemetry
/// database conventions. What it throws never reaches a command; its callers see to that.
/// </summary>
internal sealed class CommandObserver
{
    private static readonly ActivitySource Source = new(new ActivitySourceOptions(PerfDbDiagnostics.ActivitySourceName)
    {
        Version = DriverVersion.Text,
        TelemetrySchemaUrl = TelemetryNames.SchemaUrl,
    });

    private readonly DatabaseProvider _provider;
    private readonly TelemetryOptions _options;
    private readonly DriverInstruments _instruments;
    private readonly UtcClock _clock;
    private readonly ILogger _logger;
    private readonly ProviderTelemetryProbe? _providerTelemetry;
    private int _doubleTelemetryReported;

    public CommandObserver(DatabaseProvider provider, TelemetryOptions options, DriverInstruments instruments, TimeProvider timeProvider, ILogger logger)
    {
        _provider = provider;
        _options = options;
        _instruments = instruments;
        _clock = new UtcClock(timeProvider);
        _logger = logger;
        _providerTelemetry = provider.OwnTelemetryName is { } name ? new ProviderTelemetryProbe(name) : null;
    }

    public bool WantsSpans => Source.HasListeners();

    public bool WantsDurations => _options.DatabaseClientMetrics != EmitMode.Never && _instruments.OperationDuration.Enabled && !ProviderReports();

    public StatementTags CreateTags(ServerDescription server, SqlAnalysis analysis, OperationTarget target) =>
        StatementTags.Create(_provider.SystemName, server, analysis, target, _options.RecordQueryText);

    public Activity? Begin(StatementTags tags, DbCommand? command, long startTimestamp)
    {
        if (command is not null && _options.Filter is { } filter && !Passes(filter, command))
            return null;

        var parent = Activity.Current;
        var start = _clock.ToUtc(startTimestamp);
        // The anchor is good to a fraction of a microsecond; a child must not begin before its parent all the same.
        if (parent is not null && start.UtcDateTime < parent.StartTimeUtc)
            start = parent.StartTimeUtc;

        var activity = Source.StartActivity(tags.SpanName, ActivityKind.Client, parentContext: default, tags.SpanTags, links: null, start);
        if (activity is { IsAllDataRequested: true } && command is not null && _options.Enrich is { } enrich)
            Enrich(enrich, activity, command);
        return activity;
    }

    public void End(Activity activity, TimeSpan duration, long rows, Exception? error)
    {
        // A reader may be closed under another activity, which Stop would replace by this one's parent.
        var current = Activity.Current;
        if (activity.IsAllDataRequested)
        {
            if (rows >= 0 && _options.RecordReturnedRows)
                activity.SetTag(TelemetryNames.ReturnedRows, rows);
            if (error is not null)
            {
                var status = _provider.GetStatusCode(error);
                if (status is not null)
                    activity.SetTag(TelemetryNames.StatusCode, status);
                activity.SetTag(TelemetryNames.ErrorType, status ?? ErrorType(error));
                activity.SetStatus(ActivityStatusCode.Error, _options.RecordExceptionMessages ? error.Message : null);
            }
        }

        activity.SetEndTime(activity.StartTimeUtc + duration);
        activity.Stop();
        if (!ReferenceEquals(current, activity))
            Activity.Current = current;
    }

    public void RecordDuration(StatementTags tags, TimeSpan duration, Exception? error)
    {
        if (error is null)
        {
            _instruments.OperationDuration.Record(duration.TotalSeconds, tags.MetricTags);
            return;
        }

        var status = _provider.GetStatusCode(error);
        var all = new TagList(tags.MetricTags) { { TelemetryNames.ErrorType, status ?? ErrorType(error) } };
        if (status is not null)
            all.Add(TelemetryNames.StatusCode, status);
        _instruments.OperationDuration.Record(duration.TotalSeconds, all);
    }

    /// <summary>Counts a fault that was kept from the caller.</summary>
    public void CountFailure(string kind) => _instruments.TelemetryFailures.Add(1, new KeyValuePair<string, object?>("kind", kind));

    private static string ErrorType(Exception error) => error.GetType().FullName ?? "_OTHER";

    private bool ProviderReports()
    {
        if (_providerTelemetry is not { IsListenedTo: true })
            return false;
        if (_options.DatabaseClientMetrics == EmitMode.Auto)
            return true;
        if (Interlocked.Exchange(ref _doubleTelemetryReported, 1) == 0)
            Log.DoubleTelemetry(_logger, _provider.OwnTelemetryName!);
        return false;
    }

    private bool Passes(Func<DbCommand, bool> filter, DbCommand command)
    {
        try
        {
            return filter(command);
        }
        catch (Exception e)
        {
            Log.InterceptorFailed(_logger, nameof(TelemetryOptions), nameof(TelemetryOptions.Filter), e);
            CountFailure("filter");
            return false;
        }
    }

    private void Enrich(Action<Activity, DbCommand> enrich, Activity activity, DbCommand command)
    {
        try
        {
            enrich(activity, command);
        }
        catch (Exception e)
        {
            Log.InterceptorFailed(_logger, nameof(TelemetryOptions), nameof(TelemetryOptions.Enrich), e);
            CountFailure("enrich");
        }
    }
}
