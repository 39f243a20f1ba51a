using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Diagnostics;

/// <summary>
/// Tells the outside about commands: one client span and one duration record for each, by the stable OpenTelemetry
/// database conventions. Both tell the same duration. Whatever listeners, filters and enrichers throw ends here.
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
    private readonly NameLimiter _summaries;
    private readonly FaultCounter _faults;

    public CommandObserver(DatabaseProvider provider, TelemetryOptions options, DriverInstruments instruments, TimeProvider timeProvider, ILogger logger)
    {
        _provider = provider;
        _options = options;
        _instruments = instruments;
        _clock = new UtcClock(timeProvider);
        _logger = logger;
        _providerTelemetry = provider.OwnTelemetryName is { } name ? ProviderTelemetryProbe.Of(name) : null;
        _summaries = new NameLimiter(options.MaxSummaries);
        _faults = new FaultCounter(instruments, logger);
    }

    public bool WantsSpans => Source.HasListeners();

    public bool WantsDurations => _instruments.OperationDuration.Enabled && IsOursToRecord();

    /// <summary>Makes the caller's activity current again.</summary>
    public static void Restore(Activity? caller)
    {
        // An activity that was stopped in another flow may be current in this one, and cannot be made so again.
        if (!ReferenceEquals(Activity.Current, caller))
            Activity.Current = caller is { IsStopped: true } ? null : caller;
    }

    public StatementTags CreateTags(ServerDescription server, SqlAnalysis analysis, OperationTarget target) =>
        StatementTags.Create(_provider.SystemName, server, analysis, target, _options.RecordQueryText, _summaries);

    public Activity? Begin(StatementTags tags, DbCommand? command, long startTimestamp)
    {
        var parent = Activity.Current;
        try
        {
            if (command is not null && _options.Filter is { } filter && !Passes(filter, command))
                return null;

            var start = _clock.ToUtc(startTimestamp);
            // The anchor is good to a fraction of a microsecond; a child must not begin before its parent all the same.
            if (parent is not null && start.UtcDateTime < parent.StartTimeUtc)
                start = parent.StartTimeUtc;

            var activity = Source.StartActivity(tags.SpanName, ActivityKind.Client, parentContext: default, tags.SpanTags, links: null, start);
            if (activity is { IsAllDataRequested: true } && command is not null)
                Describe(activity, command);
            return activity;
        }
        catch (Exception e)
        {
            Restore(parent);
            _faults.Report("span_start", e);
            return null;
        }
    }

    public void End(Activity activity, TimeSpan duration, long returnedRows, Exception? error)
    {
        // A reader may be closed under another activity, which Stop would replace by this one's parent.
        var current = Activity.Current;
        try
        {
            if (activity.IsAllDataRequested)
            {
                if (returnedRows >= 0 && _options.RecordReturnedRows)
                    activity.SetTag(TelemetryNames.ReturnedRows, returnedRows);
                if (error is not null)
                    Fail(activity, error);
            }

            activity.SetEndTime(activity.StartTimeUtc + duration);
            activity.Stop();
            if (!ReferenceEquals(current, activity))
                Restore(current);
        }
        catch (Exception e)
        {
            _faults.Report("span_end", e);
        }
    }

    public void RecordDuration(StatementTags tags, TimeSpan duration, Exception? error)
    {
        try
        {
            if (error is null)
            {
                _instruments.OperationDuration.Record(duration.TotalSeconds, tags.MetricTags);
                return;
            }

            var failure = CommandFailure.Of(_provider, error);
            var all = new TagList(tags.MetricTags) { { TelemetryNames.ErrorType, failure.ErrorType } };
            if (failure.StatusCode is not null)
                all.Add(TelemetryNames.StatusCode, failure.StatusCode);
            _instruments.OperationDuration.Record(duration.TotalSeconds, all);
        }
        catch (Exception e)
        {
            _faults.Report("duration", e);
        }
    }

    /// <summary>Counts a fault that was kept from the caller.</summary>
    public void CountFailure(string kind) => _faults.Count(kind);

    // With Auto exactly one of the two histograms of that name gets the record; the provider's, if somebody reads it.
    private bool IsOursToRecord()
    {
        if (_options.DatabaseClientMetrics == EmitMode.Never)
            return false;
        if (_providerTelemetry is not { IsListenedTo: true } probe)
            return true;
        if (_options.DatabaseClientMetrics == EmitMode.Auto)
            return false;
        if (probe.IsFirstReport())
            Log.DoubleTelemetry(_logger, probe.MeterName);
        return true;
    }

    private void Describe(Activity activity, DbCommand command)
    {
        if (_options.RecordParameters)
            ParameterTags.Add(activity, command.Parameters);
        if (_options.Enrich is { } enrich)
            Enrich(enrich, activity, command);
    }

    private void Fail(Activity activity, Exception error)
    {
        var failure = CommandFailure.Of(_provider, error);
        if (failure.StatusCode is not null)
            activity.SetTag(TelemetryNames.StatusCode, failure.StatusCode);
        activity.SetTag(TelemetryNames.ErrorType, failure.ErrorType);
        activity.SetStatus(ActivityStatusCode.Error, _options.RecordExceptionMessages ? error.Message : null);
    }

    private bool Passes(Func<DbCommand, bool> filter, DbCommand command)
    {
        try
        {
            return filter(command);
        }
        catch (Exception e)
        {
            _faults.Report("filter", e);
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
            _faults.Report("enrich", e);
        }
    }
}
