using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PerfDb.Driver.Caching;
using PerfDb.Driver.Diagnostics;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Routing;
using PerfDb.Driver.Sql;
using PerfDb.Driver.Statistics;

namespace PerfDb.Driver;

/// <summary>The one way to configure a <see cref="PerfDbDataSource"/>. Not thread-safe.</summary>
public sealed class PerfDbDataSourceBuilder
{
    private readonly PerfDbOptions _options = new();
    private readonly List<string> _faults = [];
    private readonly List<IPerfDbCommandInterceptor> _interceptors = [];
    private ProviderSource? _source;
    private ILoggerFactory _loggerFactory = NullLoggerFactory.Instance;
    private TimeProvider _timeProvider = TimeProvider.System;
    private DriverInstruments _instruments = DriverInstruments.Shared;

    /// <summary>Puts the driver around a data source of any provider. The data source stays its giver's.</summary>
    /// <param name="dataSource">The provider's data source.</param>
    /// <remarks>Prefer the provider package's own method where there is one: it knows more of the database.</remarks>
    public PerfDbDataSourceBuilder UseDataSource(DbDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return UseProvider(new ProviderSource
        {
            OpenDataSource = () => dataSource,
            Describe = static source => new GenericProvider(source),
            OwnsDataSource = false,
        });
    }

    /// <summary>Sets the provider; for provider packages, which offer their own <c>Use…</c> methods on top.</summary>
    /// <param name="source">The provider's data source and connections.</param>
    public PerfDbDataSourceBuilder UseProvider(ProviderSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (_source is not null)
            _faults.Add("A database was chosen twice. Call one of UseNpgsql, UseSqlite or UseDataSource once.");
        _source = source;
        return this;
    }

    /// <summary>Sets options in code.</summary>
    /// <param name="configure">Changes the options; may be called several times, the last change wins.</param>
    public PerfDbDataSourceBuilder Configure(Action<PerfDbOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        try
        {
            configure(_options);
        }
        catch (ArgumentException e)
        {
            _faults.Add(e.Message);
        }

        return this;
    }

    /// <summary>Sets what is counted per SQL fingerprint.</summary>
    /// <param name="configure">Changes the options.</param>
    public PerfDbDataSourceBuilder ConfigureStatistics(Action<StatisticsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Configure(o => configure(o.Statistics));
    }

    /// <summary>Sets what is told to <c>System.Diagnostics</c>.</summary>
    /// <param name="configure">Changes the options.</param>
    public PerfDbDataSourceBuilder ConfigureTelemetry(Action<TelemetryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Configure(o => configure(o.Telemetry));
    }

    /// <summary>Sets how SQL is read.</summary>
    /// <param name="configure">Changes the options.</param>
    public PerfDbDataSourceBuilder ConfigureAnalysis(Action<AnalysisOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Configure(o => configure(o.Analysis));
    }

    /// <summary>
    /// Sets options from configuration, by the names in <c>docs/reference/options.md</c>. A name that is no option and a
    /// value that cannot be read are faults, reported by <see cref="Build()"/>.
    /// </summary>
    /// <param name="section">The section, by convention <c>PerfDb</c>.</param>
    public PerfDbDataSourceBuilder UseConfiguration(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        OptionTable.Apply(section, _options, _faults);
        return this;
    }

    /// <summary>
    /// Takes the driver's own keywords, those that begin with <c>PerfDb</c>, out of a connection string and sets the options
    /// they name. For provider packages and for applications that can configure nothing else.
    /// </summary>
    /// <param name="connectionString">The connection string as the application has it.</param>
    /// <returns>The connection string for the provider: unchanged if it holds none of our keywords.</returns>
    public string TakeOptionsFrom(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return ConnectionStringOptions.Take(connectionString, _options, _faults);
    }

    /// <summary>Adds an interceptor. They run in the order in which they were added.</summary>
    /// <param name="interceptor">The interceptor; shared by all commands, so it must be thread-safe.</param>
    public PerfDbDataSourceBuilder AddInterceptor(IPerfDbCommandInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        _interceptors.Add(interceptor);
        return this;
    }

    /// <summary>Sets where the driver logs. Without it the driver does not log.</summary>
    /// <param name="loggerFactory">The logger factory.</param>
    public PerfDbDataSourceBuilder UseLoggerFactory(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _loggerFactory = loggerFactory;
        return this;
    }

    /// <summary>Sets the clock. The default is the system's.</summary>
    /// <param name="timeProvider">The clock.</param>
    public PerfDbDataSourceBuilder UseTimeProvider(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _timeProvider = timeProvider;
        return this;
    }

    /// <summary>Sets what makes the meter. Without it all data sources of the process share one meter.</summary>
    /// <param name="meterFactory">The meter factory, usually the container's.</param>
    public PerfDbDataSourceBuilder UseMeterFactory(IMeterFactory meterFactory)
    {
        ArgumentNullException.ThrowIfNull(meterFactory);
        _instruments = new DriverInstruments(meterFactory.Create(DriverInstruments.MeterOptions));
        return this;
    }

    /// <summary>Builds the data source. The options are copied: the builder can be changed and used again.</summary>
    /// <exception cref="PerfDbConfigurationException">The configuration has faults; the exception lists all of them.</exception>
    public PerfDbDataSource Build()
    {
        var faults = new List<string>(_faults);
        if (_source is null)
            faults.Add("No database was chosen. Call UseNpgsql, UseSqlite or UseDataSource.");
        if (faults.Count != 0)
            throw new PerfDbConfigurationException(faults);

        return Assemble(_source!, _options.Copy());
    }

    private PerfDbDataSource Assemble(ProviderSource source, PerfDbOptions options)
    {
        var providerDataSource = source.OpenDataSource();
        var provider = source.Describe(providerDataSource);
        var logger = new QuietLogger(_loggerFactory.CreateLogger("PerfDb.Driver"));
        var store = new StatisticsStore(options.Statistics.MaxFingerprints, _timeProvider);
        var observer = new CommandObserver(provider, options.Telemetry, _instruments, _timeProvider, logger);
        var interceptors = new CommandInterceptors([.. _interceptors], observer, logger);
        var primary = new Node("primary", NodeRole.Primary, providerDataSource, provider.Describe(providerDataSource));
        var executor = new CommandExecutor(
            provider,
            new StatementCatalog(new SqlAnalyzer(provider.Dialect, options.Analysis), options.Analysis.MemoSizeBytes),
            interceptors,
            new CachePolicy(),
            new CommandRouter(primary),
            observer,
            new CommandCompletion(provider, store, observer, interceptors, _timeProvider, logger),
            _timeProvider,
            logger);
        var dataSource = new PerfDbDataSource(new DataSourceParts(
            options,
            provider,
            primary,
            source.OwnsDataSource,
            source.Connect,
            source.CreateFactory ?? (static built => new PerfDbProviderFactory(built)),
            executor,
            new QueryStatistics(store)));
        Log.DataSourceBuilt(logger, options.Name, provider.SystemName, options.Enabled, options.Mode.ToString());
        return dataSource;
    }
}
