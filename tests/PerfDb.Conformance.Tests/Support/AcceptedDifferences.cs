using System.Data.Common;

namespace PerfDb.Conformance.Tests.Support;

/// <summary>
/// The one table of what the driver answers otherwise than the bare provider. <c>docs/reference/differences.md</c> says the
/// same to users, and a test compares the two; another runs each entry's demonstration, so that no entry outlives its
/// difference.
/// </summary>
internal static class AcceptedDifferences
{
    public static IReadOnlyList<AcceptedDifference> All { get; } =
    [
        new("DbConnection.Open, deferred", null, "With `DeferOpen = true` nothing is asked of the server before something needs it: a dead server or a wrong password is met at the first command, with the exception that `Open` would have thrown.")
        {
            Faces = static face => face.DefersOpen,
            ConnectionString = static provider => provider == Support.Provider.PostgreSql ? "Host=127.0.0.1;Port=1;Username=postgres;Timeout=2" : "Data Source=/nowhere/at/all.db",
            Matches = static (label, bare, wrapped) => label.StartsWith("Open", StringComparison.Ordinal) && bare.StartsWith("throws ", StringComparison.Ordinal) && Opens(wrapped),
            Demonstration = static world => world.Connect(),
        },
        new("DbDataReader is IDbColumnSchemaGenerator", Support.Provider.Sqlite, "Our reader has the interface whether or not the provider's has; `GetColumnSchema` gives the provider's own columns either way.")
        {
            Faces = static face => !face.Name.Contains("typed", StringComparison.Ordinal),
            Matches = static (label, _, _) => label.EndsWith("is IDbColumnSchemaGenerator", StringComparison.Ordinal),
            Demonstration = static async world =>
            {
                world.Connection = world.NewConnection(noteEvents: false);
                await world.Open();
                using var command = world.NewCommand("SELECT 1");
                var reader = await world.ExecuteReader(command);
                world.Do(() => reader is IDbColumnSchemaGenerator, "is IDbColumnSchemaGenerator");
                await world.DisposeReader(reader);
            },
        },
    ];

    public static bool Accepts(Face face, string label, string bare, string wrapped) =>
        All.Any(difference => difference.Covers(face, label, bare, wrapped));

    // With the events noted, the announcement of the opening stands where the refusal stood.
    private static bool Opens(string outcome) => outcome == "done" || outcome.EndsWith("Closed → Open", StringComparison.Ordinal);
}

/// <summary>One accepted difference.</summary>
/// <param name="Member">The member, as callers write it.</param>
/// <param name="Provider">The provider, or <see langword="null"/> for all.</param>
/// <param name="Reason">Why it stays.</param>
internal sealed record AcceptedDifference(string Member, Provider? Provider, string Reason)
{
    /// <summary>Which faces show it; the default is all of the provider.</summary>
    public Func<Face, bool> Faces { get; init; } = static _ => true;

    /// <summary>Which step, with which two answers.</summary>
    public required Func<string, string, string, bool> Matches { get; init; }

    /// <summary>Calls that show the difference.</summary>
    public required Func<World, Task> Demonstration { get; init; }

    /// <summary>Whether the demonstration calls the asynchronous members.</summary>
    public bool Async { get; init; }

    /// <summary>Where the demonstration connects to; the default is the test's own database.</summary>
    public Func<Provider, string>? ConnectionString { get; init; }

    public bool Covers(Face face, string label, string bare, string wrapped) =>
        (Provider is null || Provider == face.Provider) && Faces(face) && Matches(label, bare, wrapped);
}
