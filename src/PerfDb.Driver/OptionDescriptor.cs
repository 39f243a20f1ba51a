namespace PerfDb.Driver;

/// <summary>One option that can be set by name.</summary>
/// <param name="Name">The configuration name, with a colon between section and option.</param>
/// <param name="Set">Reads the text and sets the option; throws <see cref="FormatException"/> or <see cref="ArgumentException"/>.</param>
/// <param name="Expects">What the text must be, to complete the sentence "expected …".</param>
/// <param name="Default">The default, as one would write it.</param>
internal sealed record OptionDescriptor(string Name, Action<PerfDbOptions, string> Set, string Expects, string Default);
