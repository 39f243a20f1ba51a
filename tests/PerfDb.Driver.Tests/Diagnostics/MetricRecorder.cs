using System.Diagnostics.Metrics;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>Listens to meters by name and keeps every record.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly MeterListener _listener = new();

    public MetricRecorder(params string[] meterNames)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!meterNames.Contains(instrument.Meter.Name))
                return;
            Instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    public List<MetricRecord> Records { get; } = [];

    public Action<Instrument>? OnRecord { get; set; }

    public MetricRecord[] Of(string instrumentName) => [.. Records.Where(r => r.Instrument.Name == instrumentName)];

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Records.Add(new(instrument, value, tags.ToArray().ToDictionary()));
        OnRecord?.Invoke(instrument);
    }
}

internal sealed record MetricRecord(Instrument Instrument, double Value, Dictionary<string, object?> Tags);
