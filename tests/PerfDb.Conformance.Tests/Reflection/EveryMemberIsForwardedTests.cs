using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using PerfDb.Driver;
using PerfDb.Driver.Sqlite;

namespace PerfDb.Conformance.Tests.Reflection;

/// <summary>Holds that no virtual member of ADO.NET falls through to its base class, which would answer for itself instead of the provider.</summary>
public sealed class EveryMemberIsForwardedTests
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Members that stay the base class's, and why.</summary>
    private static readonly Dictionary<string, string> NotForwarded = new()
    {
        ["DbConnection.OnStateChange"] = "raises our event; the provider's change arrives through its own event",
        ["Component.get_CanRaiseEvents"] = "whether our own events may be raised; the provider's answer is about its own",
        ["Component.get_Site"] = "belongs to the designer that holds our object",
        ["Component.set_Site"] = "as get_Site",
        ["Component.GetService"] = "asks the site",
        ["Component.Finalize"] = "calls Dispose(false), which does nothing here",
        ["Component.ToString"] = "names the class",
        ["Object.Finalize"] = "we own no unmanaged memory",
        ["Object.ToString"] = "names the class",
        ["Object.Equals"] = "identity",
        ["Object.GetHashCode"] = "identity",
        ["MarshalByRefObject.InitializeLifetimeService"] = "remoting is not supported by .NET any more",
    };

    public static TheoryData<Type, Type, int> Faces => new()
    {
        { typeof(DbConnection), typeof(PerfDbConnection), 30 },
        { typeof(DbCommand), typeof(PerfDbCommand), 26 },
        { typeof(DbDataReader), typeof(PerfDbDataReader), 50 },
        { typeof(DbTransaction), typeof(PerfDbTransaction), 15 },
        { typeof(DbBatch), typeof(PerfDbBatch), 19 },
        { typeof(DbDataSource), typeof(PerfDbDataSource), 8 },
        { typeof(DbProviderFactory), typeof(PerfDbProviderFactory), 14 },
    };

    [Theory]
    [MemberData(nameof(Faces))]
    public void Every_overridable_member_is_overridden(Type ado, Type ours, int declared)
    {
        var missing = Overridable(ado).Where(m => !IsOverridden(m, ours)).Select(Name).Where(n => !NotForwarded.ContainsKey(n)).ToList();

        Assert.Empty(missing);
        // A new member in a later .NET shows up here first.
        Assert.Equal(declared, Overridable(ado).Count(m => m.DeclaringType == ado));
    }

    [Fact]
    public void Every_exception_is_needed()
    {
        var fallThrough = Faces.SelectMany(row => Overridable((Type)row[0]).Where(m => !IsOverridden(m, (Type)row[1]))).Select(Name).ToHashSet();

        Assert.Empty(NotForwarded.Keys.Except(fallThrough));
    }

    [Fact]
    public void The_SQLite_connection_overrides_everything_typed_that_makes_a_command_or_transaction()
    {
        var makers = typeof(SqliteConnection).GetMethods(Instance)
            .Where(m => m is { IsVirtual: true, IsFinal: false, IsSpecialName: false } && m.DeclaringType == typeof(SqliteConnection))
            .Where(m => typeof(DbCommand).IsAssignableFrom(m.ReturnType) || typeof(DbTransaction).IsAssignableFrom(m.ReturnType))
            .ToList();

        Assert.True(makers.Count >= 6, string.Join(", ", makers));
        Assert.DoesNotContain(makers, m => !IsOverridden(m, typeof(PerfDbSqliteConnection)));
    }

    [Fact]
    public void The_SQLite_command_overrides_every_typed_execution()
    {
        var executions = typeof(SqliteCommand).GetMethods(Instance)
            .Where(m => m.IsVirtual && !m.IsFinal && m.DeclaringType == typeof(SqliteCommand) && m.Name.StartsWith("Execute", StringComparison.Ordinal))
            .ToList();
        var ours = typeof(PerfDbSqliteConnection).Assembly.GetType("PerfDb.Driver.Sqlite.PerfDbSqliteCommand", throwOnError: true)!;

        Assert.NotEmpty(executions);
        Assert.DoesNotContain(executions, m => !IsOverridden(m, ours));
    }

    private static IEnumerable<MethodInfo> Overridable(Type type) => type.GetMethods(Instance)
        .Where(m => m is { IsVirtual: true, IsFinal: false } && (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly));

    private static bool IsOverridden(MethodInfo member, Type ours)
    {
        var definition = member.GetBaseDefinition();
        return ours.GetMethods(Instance).Any(m => m.DeclaringType == ours && m.GetBaseDefinition() == definition);
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
