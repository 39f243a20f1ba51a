using Microsoft.Extensions.Logging;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>A logger factory that keeps every event.</summary>
internal sealed class LogRecorder : ILoggerFactory, ILogger
{
    public List<(EventId Id, LogLevel Level, string Text, Exception? Exception)> Events { get; } = [];

    /// <summary>Makes the logger itself fail.</summary>
    public Exception? Throws { get; set; }

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (Throws is not null)
            throw Throws;
        Events.Add((eventId, logLevel, formatter(state, exception), exception));
    }

    public void Dispose()
    {
    }
}
