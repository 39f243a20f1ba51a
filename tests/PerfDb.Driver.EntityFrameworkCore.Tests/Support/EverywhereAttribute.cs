using System.Reflection;
using Xunit.Sdk;

namespace PerfDb.Driver.EntityFrameworkCore.Tests.Support;

/// <summary>Runs a scenario on both databases, in each wiring.</summary>
internal class EverywhereAttribute : DataAttribute
{
    private static readonly Wiring[] Wirings = [Wiring.Overload, Wiring.UsePerfDb, Wiring.Decorated, Wiring.Retry, Wiring.Pool];

    protected virtual Dbms[] Systems => [Dbms.PostgreSql, Dbms.Sqlite];

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from dbms in Systems
        from wiring in Wirings
        select new object[] { dbms, wiring };
}

/// <summary>Runs a scenario on PostgreSQL, in each wiring.</summary>
internal sealed class OnPostgreSqlAttribute : EverywhereAttribute
{
    protected override Dbms[] Systems => [Dbms.PostgreSql];
}

/// <summary>Runs a scenario on SQLite, in each wiring.</summary>
internal sealed class OnSqliteAttribute : EverywhereAttribute
{
    protected override Dbms[] Systems => [Dbms.Sqlite];
}
