namespace PerfDb.Driver.Providers;

/// <summary>Where a database server is, in the words of telemetry.</summary>
/// <param name="Address">The host name, address or socket path; <see langword="null"/> for an embedded database.</param>
/// <param name="Port">The port, or <see langword="null"/> if it is the system's default or there is none.</param>
/// <param name="Namespace">The value of <c>db.namespace</c>; <see langword="null"/> if unknown without asking the server.</param>
public sealed record ServerDescription(string? Address, int? Port, string? Namespace);
