using System.Diagnostics;
using PerfDb.Driver.Diagnostics;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>Listens to the driver's activity source and keeps what it is told.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ActivityListener _listener;

    public SpanRecorder(ActivitySamplingResult result = ActivitySamplingResult.AllDataAndRecorded)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == PerfDbDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                SeenBySampler.Add(new(options.Name, options.Tags?.ToDictionary() ?? []));
                return result;
            },
            ActivityStarted = activity => OnStarted?.Invoke(activity),
            ActivityStopped = activity =>
            {
                Ended.Add(activity);
                OnStopped?.Invoke(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public List<Activity> Ended { get; } = [];

    public List<(string Name, Dictionary<string, object?> Tags)> SeenBySampler { get; } = [];

    public Action<Activity>? OnStarted { get; set; }

    public Action<Activity>? OnStopped { get; set; }

    public Activity Single() => Assert.Single(Ended);

    public void Dispose() => _listener.Dispose();
}
