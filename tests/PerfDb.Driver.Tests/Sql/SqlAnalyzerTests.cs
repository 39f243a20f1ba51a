using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

public sealed class SqlAnalyzerTests
{
    [Fact]
    public void A_plain_select_is_a_cacheable_read_of_its_tables()
    {
        var analysis = new SqlAnalyzer(SqlDialect.PostgreSql).Analyze("SELECT u.id FROM public.users u WHERE u.id = $1");

        Assert.Equal(StatementKind.Read, analysis.Kind);
        Assert.True(analysis.IsCacheable);
        Assert.False(analysis.HasLiterals);
        Assert.Equal([new TableName("public", "users")], analysis.Statements[0].Reads);
    }
}
