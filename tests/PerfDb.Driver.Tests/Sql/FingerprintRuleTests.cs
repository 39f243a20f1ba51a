using PerfDb.Driver.Sql;
using static PerfDb.Driver.Tests.Sql.Shape;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>The rules of the canonical form, by their numbers in docs/reference/fingerprints.md.</summary>
public sealed class FingerprintRuleTests
{
    [Fact]
    public void FP_1_A_doubled_quote_stays_inside_its_literal() => Reads("SELECT ? FROM t", "select 'it''s' from t");

    [Fact]
    public void FP_2_An_escape_string_is_one_literal_only_if_its_prefix_touches_it()
    {
        Reads("SELECT ?", @"select E'it\'s'");
        Reads("SELECT ?, ?", @"select e'it''s', E'\\'");
        Assert.Equal("SELECT e ?", Normal("select E 'x'"));
    }

    [Fact]
    public void FP_3_A_backslash_escapes_only_where_the_dialect_says_so()
    {
        Reads("SELECT ?", @"select 'it\'s'", SqlDialect.MySql);
        Reads(@"SELECT a FROM t WHERE a LIKE ? ESCAPE ?; SELECT b", @"SELECT a FROM t WHERE a LIKE 'a\' ESCAPE '\'; SELECT b", SqlDialect.SqlServer);
        var relaxed = new SqlAnalyzer(SqlDialect.PostgreSql, new AnalysisOptions { StandardConformingStrings = false });
        Assert.Equal("SELECT ? FROM t", relaxed.Analyze(@"select 'it\'s' from t").NormalizedText);
    }

    [Fact]
    public void FP_4_Strings_on_two_lines_are_one_literal_and_on_one_line_two()
    {
        Reads("SELECT ?", "select 'a'\n  'b'");
        Reads("SELECT ? ?", "select 'a' 'b'");
        Reads("SELECT ?", "select 'a' 'b'", SqlDialect.MySql);
    }

    [Fact]
    public void FP_5_Dollar_quotes_hide_everything_up_to_the_same_tag()
    {
        Reads("SELECT ? FROM t", "select $$don't -- drop$$ from t");
        Reads("SELECT ?", "select $tag$ $$ x $tag$");
        Reads("SELECT ?, a$b", "select $1, a$b");
        Assert.Equal("SELECT ? ?", Normal("select $1$ secret"));
    }

    [Fact]
    public void FP_6_Unicode_strings_are_literals_and_unicode_names_are_decoded_for_what_they_mean()
    {
        Reads("SELECT ?", @"select U&'d\0061t'");
        Reads("SELECT ? UESCAPE ?", "select U&'d!0061t' UESCAPE '!'");
        Assert.Equal(StatementKind.Write, Of("""select U&"\006eextval"('s')""").Kind);
    }

    [Fact]
    public void FP_7_Typed_strings_and_prefixed_numbers_are_literals()
    {
        Reads("SELECT ?, ?, ?, ?, ?, ?, ?", "select N'x', B'101', X'1F', x'1f', 0xFF, 0o17, 0b101");
        Reads("SELECT ?", "select _utf8mb4'x'", SqlDialect.MySql);
    }

    [Fact]
    public void FP_8_Numbers_are_literals_and_digits_in_names_are_not()
    {
        Reads("SELECT ?, ?, ?, ?, ?, ?, ?", "select 1, 1., .5, 1e10, 1E-10, 1.5e+3, 1_000");
        Reads("SELECT ?..?", "select 1..2");
        Reads("SELECT ? AS a", "select 1AS a");
        Reads("SELECT abc123, t5, md5(x)", "select abc123, t5, md5(x)");
        Reads("SELECT * FROM 123abc", "select * from 123abc", SqlDialect.MySql);
    }

    [Fact]
    public void FP_8_Junk_behind_digits_is_redacted_with_them() => Reads("SELECT ?", "select 123abc");

    [Fact]
    public void FP_9_A_sign_belongs_to_the_number_only_where_an_operand_is_expected()
    {
        Same("select a from t where a = -1", "select a from t where a = 1", "select a from t where a = - -1", "select a from t where a = +1");
        Reads("SELECT (?), a IN (?+), ?", "select (-1), a in (-1, 2), -1");
        Reads("SELECT ? - ?, a - ?, a - ?", "select 5-3, a-1, a -1");
        Reads("SELECT - a", "select -a");
        Assert.Equal("SELECT ?", Normal("select 1--2"));
        Reads("SELECT a - ?", "select a--1", SqlDialect.MySql);
    }

    [Fact]
    public void FP_10_Truth_and_null_are_values_but_not_behind_is_and_not()
    {
        Same("select a from t where b = true", "select a from t where b = 1", "select a from t where b = NULL");
        Reads("INSERT INTO t VALUES (?+)", "insert into t values (null)");
        Reads("SELECT a IS NOT NULL, a IS TRUE, a IS NOT FALSE, a IS UNKNOWN", "select a is not null, a is true, a is not false, a is unknown");
        Reads("CREATE TABLE t(a int NOT NULL, b int DEFAULT NULL REFERENCES u ON DELETE SET NULL)", "create table t (a int not null, b int default null references u on delete set null)");
        Reads("INSERT INTO t VALUES (DEFAULT, ?)", "insert into t values (default, 1)");
    }

    [Fact]
    public void FP_11_A_cast_keeps_its_type_and_loses_the_modifier_but_a_definition_keeps_it()
    {
        Reads("SELECT ?::int, CAST (? AS varchar(?))", "select 1::int, cast('x' as varchar(5))");
        Same("select a::varchar(5)", "select a::varchar(6)");
        Differ("create table t (a varchar(5))", "create table t (a varchar(6))");
    }

    [Fact]
    public void FP_12_A_question_mark_is_an_operator_behind_an_operand()
    {
        Assert.Equal("SELECT j ? ? FROM t WHERE a = ?", Normal("select j ? 'k' from t where a = ?"));
        Reads("SELECT j ?| ARRAY[?+], j ?& b, j @? ?, j @@ ?", "select j ?| array['a'], j ?& b, j @? '$.a', j @@ '$.b'");
        Reads("SELECT a FROM t WHERE a = ?", "select a from t where a = ?", SqlDialect.Sqlite);
    }

    [Fact]
    public void FP_13_Placeholders_of_every_style_and_literals_are_one_marker()
    {
        Same("select a from t where b = $1", "select a from t where b = :p", "select a from t where b = @p", "select a from t where b = @__p_0", "select a from t where b = 5");
        Same(SqlDialect.Generic, "select a from t where b = %s", "select a from t where b = ?", "select a from t where b = 'x'");
        Same(SqlDialect.Sqlite, "select ?1", "select :a", "select @b", "select $c", "select $c::d(e)");
        Reads("SELECT a[? : n], b[: ?], c[: n]", "select a[1:n], b[:1], c[:n]");
        Reads("SELECT @@ROWCOUNT", "SELECT @@ROWCOUNT", SqlDialect.SqlServer);
        Reads("SELECT f(a => ?), b::int", "select f(a => 1), b::int");
    }

    [Fact]
    public void FP_14_A_list_of_values_behind_in_has_no_length()
    {
        Same("select 1 from t where a in (1)", "select 1 from t where a in (1,2,3)", "select 1 from t where a in ($1,$2)", "select 1 from t where a in (1,$1)", "select 1 from t where a in ((1,2),(3,4))", "select 1 from t where a in ('x', NULL, -5)");
        Reads("SELECT ? FROM t WHERE a NOT IN (?+)", "select 1 from t where a not in (1, 2)");
        Reads("SELECT ? FROM t WHERE a IN (SELECT ?)", "select 1 from t where a in (select 1)");
        Reads("SELECT ? FROM t WHERE a IN (?, ?, int4(?))", "select 1 from t where a in (1,2,int4(1))");
    }

    [Fact]
    public void FP_15_Rows_of_values_have_no_number()
    {
        Same("insert into t values (1,2)", "insert into t values (1,2),(3,4)", "insert into t values ($1,$2)");
        Reads("INSERT INTO t VALUES (?, now())", "insert into t values (1, now()), (2, now()), (3, now())");
        Reads("INSERT INTO t VALUES (?, now()), (?+)", "insert into t values (1, now()), (2, 3), (4, 5)");
        Reads("SELECT * FROM (VALUES (?+)) AS v(a)", "select * from (values (1), (2)) as v(a)");
    }

    [Fact]
    public void FP_16_Arrays_have_no_length_and_keep_their_operator()
    {
        Same("select a = any(array[1,2])", "select a = any(array[1])");
        Reads("SELECT a = ANY (?)", "select a = any('{1,2}')");
        Differ("select a in (1)", "select a = any(array[1])");
    }

    [Fact]
    public void FP_17_Limits_are_values_but_their_absence_is_not()
    {
        Same("select a from t limit 10", "select a from t limit 20", "select a from t limit all", "select a from t limit null");
        Differ("select a from t limit 10", "select a from t");
        Reads("SELECT a FROM t FETCH FIRST ? ROWS ONLY", "select a from t fetch first 10 rows only");
        Reads("SELECT TOP (?) a FROM t", "select top (10) a from t", SqlDialect.SqlServer);
    }

    [Fact]
    public void FP_18_Ordinals_are_kept()
    {
        Reads("SELECT a, b FROM t GROUP BY 1, 2 ORDER BY 2 DESC, 1", "select a, b from t group by 1, 2 order by 2 desc, 1");
        Differ("select a from t order by 1", "select a from t order by 2");
        Reads("SELECT a FROM t ORDER BY ? + b", "select a from t order by 1 + b");
    }

    [Fact]
    public void FP_19_Typed_literals_keep_their_type()
    {
        Reads("SELECT date ?, INTERVAL ?, timestamptz ?", "select date '2020-01-01', interval '1 day', timestamptz 'x'");
        Reads("SELECT INTERVAL ? day TO hour", "select interval '1' day to hour");
        Reads("SELECT a AT time ZONE ?", "select a at time zone 'x'");
    }

    [Fact]
    public void FP_20_The_field_of_extract_is_kept()
    {
        Reads("SELECT extract(epoch FROM ts)", "select extract(epoch from ts)");
        Differ("select extract(epoch from ts)", "select extract(year from ts)");
    }

    [Fact]
    public void FP_21_Paths_into_json_are_values() =>
        Reads("SELECT a ->> ?, a #>> ?, jsonb_path_query(j, ?)", "select a->>'x', a #>> '{b,c}', jsonb_path_query(j, '$.a')");

    [Fact]
    public void FP_22_Names_fold_as_the_dialect_folds_and_quotes_that_change_nothing_go()
    {
        Same("select a from t", "SELECT A FROM T", "select \"a\" from \"t\"");
        Differ("select a from users", "select a from \"Users\"", "select a from \"users 2\"");
        Differ("select a from \"order\"", "select a from orders");
        Same(SqlDialect.Sqlite, "select t.\"Id\" from \"Users\" t", "select t.id from users t");
        Assert.NotEqual(Of("select a from T", SqlDialect.MySql).Fingerprint, Of("select a from t", SqlDialect.MySql).Fingerprint);
        Same(SqlDialect.SqlServer, "select [a] from [t]", "select a from t");
    }

    [Fact]
    public void FP_23_A_schema_is_part_of_the_name() => Differ("select a from public.t", "select a from t", "select a from s.t");

    [Fact]
    public void FP_24_Aliases_are_part_of_the_shape() => Differ("select a from t x", "select a from t y", "select a b from t x");

    [Fact]
    public void FP_25_Comments_separate_and_go()
    {
        Same("select a from t", "select/**/a from t -- x", "/* a /* b */ c */ select a from t", "select a -- 'it\nfrom t");
        Same("select a from t where b = ?", "select a from t where b = ? /* unterminated".Replace(" /* unterminated", "", StringComparison.Ordinal));
        Assert.True(Of("select a from t /* unterminated").IsTruncated);
    }

    [Fact]
    public void FP_26_Optimiser_hints_are_part_of_the_shape_and_their_strings_are_not_shown()
    {
        Differ("/*+ SeqScan(t) */ select a from t", "/*+ IndexScan(t) */ select a from t", "select a from t");
        Hides("secret", "/*+ Set(x 'secret') */ select a from t", SqlDialect.PostgreSql);
    }

    [Fact]
    public void FP_27_Code_in_comments_is_code()
    {
        Reads("SELECT STRAIGHT_JOIN a FROM t", "select /*!50101 straight_join */ a from t", SqlDialect.MySql);
        Assert.NotEqual(StatementKind.Read, Of("select /*!99999 1; drop table t */ 1", SqlDialect.MySql).Kind);
    }

    [Fact]
    public void FP_28_Tails_that_differ_per_request_go() =>
        Same("select a from t", "select a from t /*traceparent='00-5bd66ef5095369c7b0d1f8f4bd33716a-c532cb4098ac3dd2-01'*/", "/* perfdb: cache=30s */ select a from t");

    [Fact]
    public void FP_29_White_space_and_empty_statements_go() =>
        Same("select a, b from t", "\uFEFF select\n\ta ,b\r\nfrom t ;;", " select a,b from t;");

    [Fact]
    public void FP_30_Several_statements_keep_their_order_and_bodies_are_literals()
    {
        Reads("SELECT a; DELETE FROM t", "select a; delete from t;");
        Differ("select a; select b", "select b; select a");
        Reads("DO ?", "do $x$ begin raise 'secret'; end $x$");
        Reads("CREATE function f() returns int language sql AS ?", "create function f() returns int language sql as $$ select 1 $$");
    }

    [Fact]
    public void FP_31_A_keyword_that_is_a_name_changes_nothing()
    {
        Assert.Equal(StatementKind.Read, Of("select t.delete, \"update\" as insert from \"order\" t").Kind);
        Same("SELECT a FROM t", "select a from t", "SeLeCt a fRoM t");
    }

    [Fact]
    public void FP_32_Values_of_utilities_are_values()
    {
        Same("set x to 5", "set x to 'a'", "set x to on");
        Same("set search_path to a", "set search_path to a, b");
        Differ("set x = 5", "set y = 5");
        Reads("ALTER role r password ?", "alter role r password 'x'");
        Reads("COPY t FROM ?", "copy t from '/x'");
        Reads("COMMENT ON TABLE t IS ?", "comment on table t is 'x'");
        Reads("NOTIFY c, ?", "notify c, 'payload'");
        Reads("FETCH ? FROM ?", "fetch 10 from c");
        Same("execute p(1)", "execute q('x')");
    }

    [Fact]
    public void FP_33_Names_that_mean_nothing_beyond_the_session_are_values()
    {
        Same("savepoint a1", "savepoint b2");
        Same("rollback to savepoint a1", "rollback to savepoint b2");
        Same("close c1", "close c2");
        Same("prepare p as select 1", "prepare q as select 2");
        Differ("close all", "close c");
    }

    [Fact]
    public void FP_34_Arms_of_a_union_are_counted() => Differ("select 1 union all select 2", "select 1 union all select 2 union all select 3");

    [Fact]
    public void FP_35_Two_spellings_of_an_operator_or_a_join_are_one()
    {
        Same("select a from t where b != c", "select a from t where b <> c");
        Same(SqlDialect.Sqlite, "select a == b from t", "select a = b from t");
        Same("select 1 from a inner join b using (c)", "select 1 from a join b using (c)");
        Same("select 1 from a left outer join b using (c)", "select 1 from a left join b using (c)");
        Differ("select a from t order by a", "select a from t order by a asc");
    }

    [Fact]
    public void FP_36_Order_matters() => Differ("select a, b from t", "select b, a from t", "select a from t where b and c", "select a from t where c and b");

    [Fact]
    public void FP_37_Clauses_that_change_the_effect_matter() => Differ(
        "insert into t values (1)", "insert into t values (1) returning a", "insert into t values (1) on conflict do nothing",
        "select a from t", "select distinct a from t", "select a from t for update", "select a into u from t");

    [Fact]
    public void FP_38_Rows_keep_their_arity_outside_in_and_values()
    {
        Reads("SELECT (a, b) = (?, ?), ROW (?, ?)", "select (a, b) = (1, 2), row(1, 2)");
        Differ("select (a, b) = (1, 2)", "select (a, b, c) = (1, 2, 3)");
    }

    [Fact]
    public void FP_39_Parameters_of_entity_framework_are_markers_and_tags_are_labels()
    {
        Same("select t0.a from t as t0 where t0.b = @__name_0 and t0.c = any(@__ids_0)", "select t0.a from t as t0 where t0.b = @p0 and t0.c = any(@p1)");
        var tagged = Of("-- Orders of a page\n\nSELECT a FROM t");
        Assert.Equal(["Orders of a page"], tagged.Labels);
        Assert.Equal(Of("SELECT a FROM t").Fingerprint, tagged.Fingerprint);
    }

    [Fact]
    public void FP_40_Temporary_tables_of_sql_server_are_tables() =>
        Assert.Equal([new TableName(null, "#temp")], Of("select a from #temp", SqlDialect.SqlServer).Statements[0].Reads);
}
