using System.Data.Common;
using PerfDb.Driver.Providers;

namespace PerfDb.Driver;

/// <summary>
/// What a provider package gives to <see cref="PerfDbDataSourceBuilder.UseProvider"/>: the provider's data source, and how
/// to make the connections that callers see.
/// </summary>
public sealed class ProviderSource
{
    /// <summary>Opens the provider's data source. Called once by <see cref="PerfDbDataSourceBuilder.Build"/>.</summary>
    public required Func<DbDataSource> OpenDataSource { get; init; }

    /// <summary>What the driver must know about the database, given its data source.</summary>
    public required Func<DbDataSource, DatabaseProvider> Describe { get; init; }

    /// <summary>
    /// Whether the driver disposes the provider's data source with its own. The default is <see langword="true"/>; a
    /// source that was handed in stays its giver's.
    /// </summary>
    public bool OwnsDataSource { get; init; } = true;

    /// <summary>Makes a closed connection. The default makes a <see cref="PerfDbConnection"/> around the provider's.</summary>
    public Func<PerfDbDataSource, DbConnection> Connect { get; init; } = PerfDbConnection.Create;

    /// <summary>The factory behind the connections' provider factory. The default wraps the provider's own.</summary>
    public Func<PerfDbDataSource, PerfDbProviderFactory>? CreateFactory { get; init; }
}
