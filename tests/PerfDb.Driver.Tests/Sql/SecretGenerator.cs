using System.Globalization;
using System.Text;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>Statements with a secret in one literal, in every form that the dialect has, whole or broken behind the secret.</summary>
internal sealed class SecretGenerator(Random random)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly string[] Common = ["'{0}'", "'a{0}b'", "'it''s {0}'", "'{0}''s'", "N'{0}'", "'x -- {0}'", "'x /* {0}'", "'%{0}%'", "'{0} ; select '", "'(\"{0}\")'"];

    private static readonly string[][] ByDialect =
    [
        ["\"{0} x\"", "E'it\\'s {0}'", "'it\\'s {0}'", "'{0}\\'s'"],
        [@"E'it\'s {0}'", @"e'\\{0}'", "U&'{0}'", "U&'{0}' UESCAPE '!'", "$${0}$$", "$t$ '{0} $t$", "$t$ $$ {0} $t$", "'a'\n  '{0}'", "'a'\r\n'b {0}'", "B'{0}'", "'{{{0},2}}'::text[]", "date '{0}'"],
        ["\"{0} x\"", "\"{0}\"", "x'{0}'", "'it\\'s {0}'"],
        ["\"{0}\"", "\"a\"\"{0}\"", @"'it\'s {0}'", @"""it\""s {0}""", "_utf8mb4'{0}'", "'a' '{0}'", "x'{0}'", "b'{0}'", "_latin1 '{0}'"],
        ["N'it''s {0}'", "'it\\'s {0}'"],
    ];

    private static readonly string[] Frames =
    [
        "select {0}", "select a, {0} as b from t", "select * from t where a = {0}", "select * from t where a = {0} and b = 5", "select * from t where a in (1, {0}, 3)",
        "select * from t where a in ({0})", "insert into t values (1, {0}), (2, 'y')", "insert into t (a, b) values ({0}, now())", "update t set a = {0} where b = 1",
        "delete from t where a like {0}", "select f({0}, 1)", "select case when a = {0} then {0} else 'x' end from t", "select a from t where b between {0} and {0}",
        "select coalesce(a, {0}) from t order by 1", "call p({0})", "merge into t using s on t.a = {0} when matched then update set b = {0}",
        "with x as (select {0} as a) select * from x", "select a from t where (a, b) = (1, {0})", "select a from t where b = {0} group by c having d = {0} limit 5",
        "/* perdb: x */ select {0} -- tail", "select 1; select {0}", "{0}", "explain select {0}", "comment on table t is {0}", "create table t (a text default {0})",
        "alter role r password {0}", "set x = {0}", "set x to {0}, 'y'", "prepare p as select {0}", "execute p({0}, 1)", "copy t from {0}", "notify c, {0}", "select - {0}",
        "select a from t where a > {0}::text", "select j -> {0} from t", "pragma key = {0}", "attach {0} as x key {0}", "create user u identified by {0}", "exec p @a = {0}",
        "load data infile {0} into table t", "select * from openrowset({0}, {0})", "select * from t where a = any({0})", "select a from t offset {0}",
    ];

    public (string Secret, string Sql) Next(SqlDialect dialect)
    {
        var numeric = random.Next(6) == 0;
        var secret = numeric ? Number() : Word();
        var forms = ByDialect[(int)dialect];
        var form = numeric ? NumericForm() : random.Next(3) == 0 ? forms[random.Next(forms.Length)] : Common[random.Next(Common.Length)];
        var literal = string.Format(CultureInfo.InvariantCulture, form, secret);
        var frame = Frames[random.Next(Frames.Length)];

        // Where only a name can stand, double quotes make a name.
        frame = frame.Contains("from {0}", StringComparison.Ordinal) && form[0] == '"' ? "select {0}" : frame;
        var sql = string.Format(CultureInfo.InvariantCulture, frame, literal);
        return (secret, random.Next(3) == 0 ? Break(sql, secret) : sql);
    }

    private string Word()
    {
        var word = new StringBuilder("Zq");
        for (var i = random.Next(6, 12); i > 0; i--)
        {
            word.Append(Letters[random.Next(Letters.Length)]);
        }

        return word.ToString();
    }

    private string Number() => random.NextInt64(100_000_000, 999_999_999_999).ToString(CultureInfo.InvariantCulture);

    private string NumericForm() => random.Next(7) switch
    {
        0 => "{0}.5",
        1 => "0x{0}",
        2 => "-{0}",
        3 => "1_{0}",
        4 => "{0}e5",
        5 => "{0}.{0}",
        _ => "{0}",
    };

    /// <summary>Cuts, or adds or removes what stands behind the secret; before it nothing changes, or it would be a name.</summary>
    private string Break(string sql, string secret)
    {
        var end = sql.LastIndexOf(secret, StringComparison.Ordinal) + secret.Length;
        return random.Next(4) switch
        {
            0 => sql[..end],
            1 => sql[..random.Next(end, sql.Length + 1)],
            2 => sql.Insert(random.Next(end, sql.Length + 1), "'\"$;)\0\\*/"[random.Next(8)].ToString()),
            _ => end < sql.Length ? sql.Remove(random.Next(end, sql.Length), 1) : sql,
        };
    }
}
