using System.Runtime.CompilerServices;
using System.Runtime.Loader;

// Only for a registry without SQLitePCLRaw 2.1, which EF Core's SQLite provider was compiled against (see
// eng/OldSqliteBundle.props): the older assembly has all that is used, under another version. A program of yours needs no such class.
internal static class OldSqliteBundle
{
    [ModuleInitializer]
    internal static void Redirect() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "SQLitePCLRaw.core"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
            : null;
}
