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
    ];

    public static bool Accepts(Face face, string label, string bare, string wrapped) =>
        All.Any(difference => difference.Covers(face, label, bare, wrapped));
}

/// <summary>One accepted difference.</summary>
/// <param name="Member">The member, as callers write it.</param>
/// <param name="Provider">The provider, or <see langword="null"/> for both.</param>
/// <param name="Reason">Why it stays.</param>
internal sealed record AcceptedDifference(string Member, Provider? Provider, string Reason)
{
    /// <summary>Which faces show it; the default is all of the provider.</summary>
    public Func<Face, bool> Faces { get; init; } = static _ => true;

    /// <summary>Which step, with which two answers.</summary>
    public required Func<string, string, string, bool> Matches { get; init; }

    /// <summary>Calls that show the difference.</summary>
    public required Func<World, Task> Demonstration { get; init; }

    public bool Covers(Face face, string label, string bare, string wrapped) =>
        (Provider is null || Provider == face.Provider) && Faces(face) && Matches(label, bare, wrapped);
}
