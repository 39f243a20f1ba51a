using PerfDb.Conformance.Tests.Support;

namespace PerfDb.Conformance.Tests.Matrix;

/// <summary>One call of one member.</summary>
/// <param name="Member">The member, and what it is called with.</param>
/// <param name="Sync">The call; <see langword="null"/> if the member is asynchronous only.</param>
/// <param name="Asynchronous">Its asynchronous twin; <see langword="null"/> if it has none.</param>
internal sealed record Probe(string Member, Func<World, object?>? Sync, Func<World, Task<object?>>? Asynchronous = null)
{
    public Provider? Only { get; init; }

    public static Probe Get(string member, Func<World, object?> call) => new(member, call);

    public static Probe Do(string member, Action<World> call) => new(member, world =>
    {
        call(world);
        return Nothing.Value;
    });

    public static Probe Do(string member, Action<World> call, Func<World, Task> asynchronous) => new(
        member,
        world =>
        {
            call(world);
            return Nothing.Value;
        },
        async world =>
        {
            await asynchronous(world);
            return Nothing.Value;
        });

    public static Probe Get<T>(string member, Func<World, T> call, Func<World, Task<T>> asynchronous) =>
        new(member, world => call(world), async world => await asynchronous(world));

    public bool AppliesTo(Provider provider, bool async) =>
        (Only is null || Only == provider) && (async ? Asynchronous is not null : Sync is not null);

    public Task Run(World world) => world.Async
        ? world.Do(static () => null, () => Asynchronous!(world), Member)
        : Task.FromResult(world.Do(() => Sync!(world), Member));
}

/// <summary>A state in which members are probed, and how to get there.</summary>
internal sealed record State(string Name, Func<World, Task> Enter)
{
    /// <summary>Probes that the bare provider does not survive in this state.</summary>
    public Func<Probe, Provider, bool> Excludes { get; init; } = static (_, _) => false;

    public override string ToString() => Name;
}
