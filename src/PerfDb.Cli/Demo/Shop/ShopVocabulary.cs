namespace PerfDb.Cli.Demo.Shop;

/// <summary>The words that the shop's rows are made of, and the shop's calendar.</summary>
internal static class ShopVocabulary
{
    public const long SecondsPerDay = 86_400;

    /// <summary>The moment after the last order that is filled in: 1 January 2026, so that a seed always makes the same rows.</summary>
    public const long Today = 1_767_225_600;

    public static IReadOnlyList<string> FirstNames { get; } =
        ["Ada", "Bela", "Chidi", "Dora", "Emil", "Farah", "Goran", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Mira", "Nils", "Olga", "Pavel"];

    public static IReadOnlyList<string> LastNames { get; } =
        ["Abara", "Berg", "Castro", "Dietz", "Eriksen", "Fontana", "Gupta", "Horvat", "Ito", "Jansen", "Kovac", "Lindt", "Moreau", "Novak"];

    public static IReadOnlyList<string> Cities { get; } =
        ["Accra", "Bergen", "Cork", "Delhi", "Essen", "Faro", "Graz", "Hanoi", "Izmir", "Jena", "Kyoto", "Lyon"];

    public static IReadOnlyList<string> Colours { get; } =
        ["Amber", "Blue", "Copper", "Green", "Ivory", "Red", "Silver", "Teal", "White", "Yellow"];

    public static IReadOnlyList<string> Articles { get; } =
        ["Bowl", "Chair", "Clock", "Jug", "Kettle", "Lamp", "Mug", "Pan", "Plate", "Rug", "Shelf", "Stool", "Table", "Tray", "Vase"];

    public static IReadOnlyList<string> Categories { get; } = ["dining", "kitchen", "light", "living", "storage"];

    public static IReadOnlyList<string> Statuses { get; } = ["open", "paid", "shipped", "returned"];

    public static string Of(this Random random, IReadOnlyList<string> words) => words[random.Next(words.Count)];
}
