using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>What may be called a read, by the numbers of the routing rules.</summary>
public sealed class ClassificationTests
{
    [Theory]
    [InlineData("select 1")]
    [InlineData("(((select 1)))")]
    [InlineData("table k")]
    [InlineData("values (1), (2)")]
    [InlineData("with x as (select 1) select * from x")]
    [InlineData("select 'nextval(s)'")]
    [InlineData("select 'delete from t', \"delete\" from t")]
    [InlineData("select random(), now(), pg_sleep(0)")]
    [InlineData("select a from t where b is distinct from c")]
    [InlineData("select extract(epoch from ts), substring(a from 1 for 2) from t")]
    [InlineData("select count(*) filter (where a > 1) over (partition by b order by c rows between 1 preceding and current row) from t")]
    [InlineData("select a::numeric(10, 2), cast(b as varchar(5)), date '2020-01-01' from t")]
    [InlineData("select * from generate_series(1, 10) as g(n)")]
    [InlineData("select * from t as x(a, b) left join lateral (select 1) y on true")]
    [InlineData("explain select 1")]
    [InlineData("explain (analyze, costs off) select 1 from t")]
    [InlineData("select 1;")]
    public void RT_Reads_are_recognised(string sql) => Assert.Equal(StatementKind.Read, Shape.Of(sql).Kind);

    [Theory]
    [InlineData("select nextval('s')")]
    [InlineData("select bump()")]
    [InlineData("with x as (insert into k values (1) returning id) select * from x")]
    [InlineData("with x as (select 1) delete from k where id = 1")]
    [InlineData("select * from k for update")]
    [InlineData("select * from k for no key update of k nowait /* x */")]
    [InlineData("select * from (select * from k for share) x")]
    [InlineData("select * from k for key share skip locked")]
    [InlineData("select pg_advisory_lock(1)")]
    [InlineData("select pg_try_advisory_xact_lock(1)")]
    [InlineData("select pg_notify('c', 'x')")]
    [InlineData("select lo_create(0)")]
    [InlineData("select set_config('a.b', '1', false)")]
    [InlineData("explain analyze insert into k values (1)")]
    [InlineData("explain (analyze, costs off) select nextval('s')")]
    [InlineData("select 1 ### 2")]
    [InlineData("select * from k, lateral bump() b")]
    [InlineData("select * from bump()")]
    [InlineData("select txid_current()")]
    [InlineData("select pg_current_xact_id()")]
    [InlineData("values (nextval('s'))")]
    [InlineData("copy (select nextval('s')) to stdout")]
    [InlineData("select * into zz1 from k")]
    [InlineData("create table zz2 as select 1 a")]
    [InlineData("do $$begin end$$")]
    [InlineData("call pr()")]
    [InlineData("select currval('s')")]
    [InlineData("select pg_export_snapshot()")]
    [InlineData("listen ch")]
    [InlineData("lock table k")]
    [InlineData("select 1; select nextval('s')")]
    [InlineData("select case when true then nextval('s') end")]
    [InlineData("select (select nextval('s'))")]
    [InlineData("select 1 from k having count(*) > nextval('s')")]
    [InlineData("select 1 from k order by (select nextval('s'))")]
    [InlineData("create temp table tt1(a int)")]
    [InlineData("merge into k using s on k.id = s.id when matched then do nothing")]
    [InlineData("SELECT/**/nextval('s')")]
    [InlineData("/*x*/ select nextval -- x\n ('s')")]
    [InlineData("select \"nextval\"('s')")]
    [InlineData("select pg_catalog.nextval('s')")]
    [InlineData("select U&\"\\006eextval\"('s')")]
    [InlineData("select pg_reload_conf()")]
    [InlineData("select pg_switch_wal()")]
    [InlineData("select dblink_x()")]
    [InlineData("select \"NEXTVAL\"('s')")]
    [InlineData("select public.lower('x')")]
    [InlineData("select a operator(public.+) b from t")]
    [InlineData("select a::public.mytype from t")]
    [InlineData("select query_to_xml('delete from t', true, true, '')")]
    [InlineData("select 1; delete from t")]
    [InlineData("")]
    [InlineData("-- only a comment")]
    [InlineData(";")]
    [InlineData("select 'unterminated")]
    [InlineData("select 1 /* unterminated")]
    [InlineData("frobnicate the database")]
    [InlineData("begin")]
    [InlineData("set x = 1")]
    [InlineData("show x")]
    [InlineData("declare c cursor with hold for select 1")]
    [InlineData("prepare p as select 1")]
    [InlineData("execute p")]
    [InlineData("select (1")]
    [InlineData("select 1)")]
    [InlineData("refresh materialized view v")]
    [InlineData("select current_schema()")]
    public void RT_Whatever_writes_locks_uses_the_session_or_is_not_known_is_no_read(string sql) => Assert.NotEqual(StatementKind.Read, Shape.Of(sql).Kind);

    [Theory]
    [InlineData(SqlDialect.Sqlite, "pragma journal_mode")]
    [InlineData(SqlDialect.Sqlite, "replace into t values (1)")]
    [InlineData(SqlDialect.Sqlite, "with x as (select 1) insert into t select * from x")]
    [InlineData(SqlDialect.Sqlite, "select load_extension('x')")]
    [InlineData(SqlDialect.Sqlite, "attach 'x' as y")]
    [InlineData(SqlDialect.Sqlite, "explain delete from t")]
    [InlineData(SqlDialect.Sqlite, "select my_function(1)")]
    [InlineData(SqlDialect.MySql, "select a from t lock in share mode")]
    [InlineData(SqlDialect.MySql, "select a into outfile '/x' from t")]
    [InlineData(SqlDialect.MySql, "select a into @v from t")]
    [InlineData(SqlDialect.MySql, "select get_lock('x', 1)")]
    [InlineData(SqlDialect.MySql, "select last_insert_id()")]
    [InlineData(SqlDialect.MySql, "select @v := 1")]
    [InlineData(SqlDialect.MySql, "select /*!50101 a into outfile 'x' */ from t")]
    [InlineData(SqlDialect.MySql, "handler t open")]
    [InlineData(SqlDialect.MySql, "do sleep(1)")]
    [InlineData(SqlDialect.SqlServer, "select * into u from t")]
    [InlineData(SqlDialect.SqlServer, "select next value for s")]
    [InlineData(SqlDialect.SqlServer, "select * from t with (updlock, rowlock)")]
    [InlineData(SqlDialect.SqlServer, "select 1 exec p")]
    [InlineData(SqlDialect.SqlServer, "select 1 delete from t")]
    [InlineData(SqlDialect.SqlServer, "declare @x int = 1 delete from t")]
    [InlineData(SqlDialect.SqlServer, "set nocount on insert into t values (1)")]
    [InlineData(SqlDialect.SqlServer, "select scope_identity()")]
    [InlineData(SqlDialect.SqlServer, "select @@identity")]
    [InlineData(SqlDialect.SqlServer, "select * from openquery(s, 'delete from t')")]
    [InlineData(SqlDialect.SqlServer, "waitfor delay '0:0:1'")]
    [InlineData(SqlDialect.SqlServer, "if 1 = 1 begin select 1 end")]
    [InlineData(SqlDialect.SqlServer, "select 1 shutdown")]
    [InlineData(SqlDialect.Generic, "select a from t for update")]
    [InlineData(SqlDialect.Generic, "select my_function(1)")]
    [InlineData(SqlDialect.Generic, @"select 'it\'s' from t")]
    [InlineData(SqlDialect.Generic, "select a into b from t")]
    public void RT_D_Each_dialect_has_its_own_ways_to_write(SqlDialect dialect, string sql) => Assert.NotEqual(StatementKind.Read, Shape.Of(sql, dialect).Kind);

    [Fact]
    public void Tables_read_and_written_are_told_apart_with_their_schemas()
    {
        var statement = Shape.Of("insert into app.orders (a) select b from \"Users\" u join s.lines l on l.x = u.y where exists (select 1 from audit)").Statements[0];

        Assert.Equal(["app.orders"], statement.Writes.Select(static table => table.ToString()));
        Assert.Equal(["Users", "s.lines", "audit"], statement.Reads.Select(static table => table.ToString()));
        Assert.True(statement.WritesAreComplete);
    }

    [Fact]
    public void A_common_table_expression_hides_a_table_only_where_it_is_in_sight()
    {
        Assert.Equal(["t"], Names("with t as (select * from t) select * from t"));
        Assert.Equal(["u"], Names("with t as (select * from u) select * from t, t x"));
        Assert.Equal(["u", "t"], Names("select * from (with t as (select * from u) select * from t) x, t"));
        Assert.Equal(["edges"], Names("with recursive r(n) as (select 1 union all select e.n from r join edges e on e.p = r.n) select * from r"));
        static IEnumerable<string> Names(string sql) => Shape.Of(sql).Statements[0].Reads.Select(static table => table.ToString());
    }

    [Fact]
    public void Data_changed_in_a_common_table_expression_is_a_write_of_its_table()
    {
        var statement = Shape.Of("with d as (delete from orders returning *), i as (insert into log select * from d returning 1) select * from i").Statements[0];

        Assert.Equal(StatementKind.Write, statement.Kind);
        Assert.True(statement.Traits.HasFlag(StatementTraits.WritingCte));
        Assert.Equal(["orders", "log"], statement.Writes.Select(static table => table.ToString()));
        Assert.Empty(statement.Reads);
    }

    [Theory]
    [InlineData("select now()")]
    [InlineData("select current_date")]
    [InlineData("select current_user")]
    [InlineData("select 'now'::timestamptz")]
    [InlineData("select * from pg_class")]
    [InlineData("select * from t tablesample bernoulli (10)")]
    [InlineData("explain select 1")]
    [InlineData("select random()")]
    [InlineData("select to_char(a, 'x') from t")]
    [InlineData("select 1; select 2")]
    [InlineData("select pg_backend_pid()")]
    [InlineData("select * from pg_temp.t")]
    public void CA_N_What_may_differ_next_time_is_not_cacheable(string sql)
    {
        var analysis = Shape.Of(sql);

        Assert.False(analysis.IsCacheable);
        Assert.NotEmpty(analysis.Reasons);
    }

    [Fact]
    public void A_function_of_the_user_is_what_the_user_says()
    {
        var options = new AnalysisOptions().Function("app.touch", writes: true).Function("app.price", volatility: FunctionVolatility.Immutable);
        var analyzer = new SqlAnalyzer(SqlDialect.PostgreSql, options);

        Assert.Equal(StatementKind.Write, analyzer.Analyze("select app.touch(1)").Kind);
        Assert.True(analyzer.Analyze("select app.price(a) from t").IsCacheable);
        Assert.Equal(StatementKind.Unknown, analyzer.Analyze("select app.other(1)").Kind);
    }

    [Theory]
    [InlineData("begin isolation level serializable read only", StatementTraits.BeginsTransaction | StatementTraits.Serializable | StatementTraits.ReadOnlyMode)]
    [InlineData("rollback to savepoint a", StatementTraits.Savepoint)]
    [InlineData("commit and chain", StatementTraits.CommitsTransaction | StatementTraits.BeginsTransaction)]
    [InlineData("set local x = 1", StatementTraits.SetsTransaction)]
    [InlineData("set search_path to a", StatementTraits.SetsSession | StatementTraits.ChangesNameResolution)]
    [InlineData("set role r", StatementTraits.SetsSession | StatementTraits.ChangesNameResolution)]
    [InlineData("reset all", StatementTraits.ReleasesSession | StatementTraits.ChangesNameResolution)]
    [InlineData("listen c", StatementTraits.PinsSession)]
    [InlineData("create temp table t (a int)", StatementTraits.PinsSession | StatementTraits.UsesTemporary)]
    [InlineData("select pg_advisory_lock(1)", StatementTraits.PinsSession)]
    [InlineData("select set_config('search_path', 'a', true)", StatementTraits.SetsTransaction | StatementTraits.ChangesNameResolution | StatementTraits.DependsOnSession)]
    [InlineData("select a from t limit 1", StatementTraits.LimitWithoutOrder)]
    public void RT_L_Effects_on_session_and_transaction_are_named(string sql, StatementTraits traits) => Assert.Equal(traits, Shape.Of(sql).Statements[0].Traits);

    [Fact]
    public void CA_H_A_hint_counts_only_if_its_comment_begins_with_it()
    {
        var hints = Shape.Of("/* perfdb: cache=30s, route=replica, tags=a|b, slow=200ms, wrong=1 */ select 1").Hints;

        Assert.Equal(TimeSpan.FromSeconds(30), hints.CacheFor);
        Assert.Equal("replica", hints.Route);
        Assert.Equal(["a", "b"], hints.Tags);
        Assert.Equal(TimeSpan.FromMilliseconds(200), hints.SlowAfter);
        Assert.Equal(["wrong"], hints.UnknownKeys);
        Assert.Equal(TimeSpan.Zero, Shape.Of("-- perfdb: cache=off\nselect 1").Hints.CacheFor);
        Assert.Null(Shape.Of("-- x perfdb: cache=off\nselect 1").Hints.CacheFor);
    }
}
