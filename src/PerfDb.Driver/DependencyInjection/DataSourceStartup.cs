using Microsoft.Extensions.Hosting;
using PerfDb.Driver;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Builds a data source when the host starts: a faulty configuration then stops the start, not the first request.</summary>
internal sealed class DataSourceStartup(Func<PerfDbDataSource> build) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
