namespace PerfDb.Conformance.Tests.Support;

/// <summary>Both databases of one test class; made when first asked for.</summary>
public sealed class Databases : IAsyncLifetime
{
    private readonly Dictionary<Provider, Database> _databases = [];

    internal async Task<Database> Get(Provider provider)
    {
        if (!_databases.TryGetValue(provider, out var database))
            _databases.Add(provider, database = await Database.Create(provider));
        return database;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var database in _databases.Values)
            await database.DisposeAsync();
    }
}
