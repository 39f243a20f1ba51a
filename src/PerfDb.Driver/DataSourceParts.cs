using System.Data.Common;
using PerfDb.Driver.Pipeline;
using PerfDb.Driver.Providers;
using PerfDb.Driver.Routing;
using PerfDb.Driver.Statistics;

namespace PerfDb.Driver;

/// <summary>What the builder hands to the data source it builds.</summary>
internal sealed record DataSourceParts(
    PerfDbOptions Options,
    DatabaseProvider Provider,
    Node Primary,
    bool OwnsProviderDataSource,
    Func<PerfDbDataSource, DbConnection> Connect,
    Func<PerfDbDataSource, PerfDbProviderFactory> CreateFactory,
    CommandExecutor Executor,
    QueryStatistics Statistics);
