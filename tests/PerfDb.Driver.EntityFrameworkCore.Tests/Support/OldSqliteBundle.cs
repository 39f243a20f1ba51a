using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Support;

/// <summary>
/// Microsoft.Data.Sqlite 10 was compiled against SQLitePCLRaw.core 2.1, and the registry here has 2.0.6 (see
/// eng/OldSqliteBundle.props). What it uses is in both; only the version in the reference must be overlooked.
/// </summary>
internal static class OldSqliteBundle
{
    [ModuleInitializer]
    internal static void Redirect() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "SQLitePCLRaw.core"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
            : null;
}
