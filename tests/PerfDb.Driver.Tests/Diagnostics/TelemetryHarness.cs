using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Tests.Support;

namespace PerfDb.Driver.Tests.Diagnostics;

/// <summary>The driver over a fake database, with a clock that stands still and its own meter.</summary>
internal sealed class TelemetryHarness : IMeterFactory
{
    private readonly List<Meter> _meters = [];
    private PerfDbDataSource? _db;

    public StubServer Server { get; } = new();

    public StubProvider Provider { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public LogRecorder Logs { get; } = new();

    public Action<TelemetryOptions>? Telemetry { get; init; }

    public IPerfDbCommandInterceptor? Interceptor { get; init; }

    /// <summary>
    /// The current activity that the last command left to its caller. The caller of <see cref="Run(string, CommandMethod, bool, CancellationToken)"/>
    /// does not see it: an async method gives its own caller back what was current before.
    /// </summary>
    public static Activity? CurrentAfterRun { get; private set; }

    public PerfDbDataSource Db => _db ??= Build();

    /// <summary>Runs one command to its end, in one of ADO.NET's six ways.</summary>
    public async Task Run(string sql, CommandMethod method = CommandMethod.Scalar, bool async = false, CancellationToken cancellationToken = default)
    {
        await using var connection = Db.CreateConnection();
        connection.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await Run(command, method, async, cancellationToken);
    }

    public static async Task Run(DbCommand command, CommandMethod method, bool async, CancellationToken cancellationToken = default)
    {
        try
        {
            switch (method)
            {
                case CommandMethod.NonQuery:
                    _ = async ? await command.ExecuteNonQueryAsync(cancellationToken) : command.ExecuteNonQuery();
                    break;
                case CommandMethod.Scalar:
                    _ = async ? await command.ExecuteScalarAsync(cancellationToken) : command.ExecuteScalar();
                    break;
                default:
                    if (async)
                    {
                        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                        while (await reader.ReadAsync(cancellationToken))
                        {
                        }
                    }
                    else
                    {
                        using var reader = command.ExecuteReader();
                        while (reader.Read())
                        {
                        }
                    }

                    break;
            }
        }
        finally
        {
            CurrentAfterRun = Activity.Current;
        }
    }

    /// <summary>Runs a batch of texts as one non-query.</summary>
    public void RunBatch(params string[] texts)
    {
        using var connection = Db.OpenConnection();
        using var batch = connection.CreateBatch();
        foreach (var text in texts)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            batch.BatchCommands.Add(command);
        }

        batch.ExecuteNonQuery();
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _db?.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }

    private PerfDbDataSource Build()
    {
        var source = new StubDataSource(Server);
        var builder = new PerfDbDataSourceBuilder()
            .UseProvider(new ProviderSource { OpenDataSource = () => source, Describe = _ => Provider })
            .UseTimeProvider(Time)
            .UseLoggerFactory(Logs)
            .UseMeterFactory(this)
            .ConfigureTelemetry(o => Telemetry?.Invoke(o));
        if (Interceptor is not null)
            builder.AddInterceptor(Interceptor);
        return builder.Build();
    }
}
