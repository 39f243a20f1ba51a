using System.Text;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>Texts between SQL and noise: grammar-like sequences of pieces, then mutations, from a seeded generator.</summary>
internal sealed class SqlTextGenerator(Random random)
{
    private static readonly string[] Pieces =
    [
        "select ", "SELECT", "from ", "where ", "insert into ", "values ", "(", ")", ",", ";", ".", "'", "''", "\"", "\"\"", "`", "[", "]", "{", "}", "$$",
        "$a$", "$1", "?", "?|", "?&", "??", ":p", "::", ":=", "@p", "@@x", "@", "%s", "%", "-", "--", "- ", "+", "/*", "*/", "/*+", "/*!50101 ", "/*! ",
        "\n", "\r\n", "\t", " ", " ", " ", "\0", "\\", "\\'", "\uD800", "\uFEFF", "\u00A0", "\u2028", "ü", "ß", "＇", "1", "1.", ".5", "1e5", "0x1F", "1_000",
        "123abc", "E'", "e'", "N'", "x'", "U&'", "U&\"", "_utf8'", "a", "b", "t1", "users", "\"Users\"", "order ", " by ", "group ", "limit ", "all ", "null",
        " null ", " true ", " is ", " not ", " in ", " and ", " or ", " as ", "array", "any", "case ", "when ", "then ", "end ", "with ", "recursive ", "for ",
        "update ", "delete ", "set ", " to ", "=", "<", ">", "!=", "<>", "==", "||", "->>", "#>>", "@>", "~", "*", "/", "#", "^", "&", "|", "!", "date ", "interval ",
        "savepoint ", "rollback ", "fetch ", "execute ", "prepare ", "declare ", "close ", "default ", "inner ", "left ", "outer ", "join ", "on ", "using ",
        "create table ", "varchar(5)", "numeric(10,2)", "now()", "nextval('s')", "count(*)", "merge ", "copy ", "explain ", "analyze ", "returning ", "top ",
        "offset ", "union ", "exists ", "like ", "escape '\\'", "distinct ", "?+)", "(?+)", "go\n", "begin ", "commit", "current_timestamp", "'now'", "is not null",
        "(1, 2)", "(1, now())", "('a','b')", "in (1,2,3)", "in ('a', null)", "array[1,2]", "values (1,2),(3,4)", "values (1,now()),(2,now())", "'it''s'", "'a'\n'b'",
    ];

    public string Next()
    {
        var text = new StringBuilder();
        var count = random.Next(1, 24);
        for (var i = 0; i < count; i++)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
            if (random.Next(3) == 0)
            {
                text.Append(' ');
            }
        }

        if (random.Next(4) == 0 && text.Length > 2)
        {
            text.Remove(random.Next(text.Length - 1), 1);
        }

        if (random.Next(16) == 0)
        {
            text.Insert(random.Next(text.Length), (char)random.Next(0x10000));
        }

        return text.ToString();
    }
}
