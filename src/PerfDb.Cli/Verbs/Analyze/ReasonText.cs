namespace PerfDb.Cli.Verbs.Analyze;

/// <summary>The stable codes of the analyzer in words.</summary>
internal static class ReasonText
{
    public static string Of(string reason) => reason switch
    {
        "catalog" => "Reads catalogues or statistics views, which change without a sign.",
        "dynamic-sql" => "Runs SQL that only its arguments say.",
        "empty" => "There is no statement in the text.",
        "explain" => "Asks for a plan.",
        "limit-without-order" => "Takes some rows without saying which: a limit without an order.",
        "locking" => "Takes locks.",
        "node-value" => "Asks about the server that answers.",
        "not-read" => "Does something else than read.",
        "sampling" => "Takes a sample, another one each time.",
        "select-into" => "Puts rows into a table, file or variable.",
        "sequence" => "Moves a sequence.",
        "session-function" => "Calls a function that uses or changes the session.",
        "session-value" => "Depends on who asks or on the session's settings.",
        "several-statements" => "Holds several statements.",
        "stable-function" => "Calls a function that depends on settings or catalogues.",
        "temporary" => "Names a temporary table, which one session has.",
        "time-value" => "Depends on the clock.",
        "too-deep" => "Is nested deeper than is looked at.",
        "too-long" => "Is longer than is looked at.",
        "too-many-names" => "Names more tables or functions than are noted.",
        "truncated" => "Ends inside a literal or comment, or could not be told apart with certainty.",
        "unknown-function" => "Calls a function that is not known.",
        "unknown-operator" => "Uses an operator that is not built in.",
        "unknown-syntax" => "Holds something that is not understood.",
        "unknown-type" => "Names a type that is not built in.",
        "unknown-verb" => "Begins with a word that is not known.",
        "variable" => "Uses a variable of the session.",
        "volatile-function" => "Calls a function that answers differently each time.",
        "writing-cte" => "Changes data in a subquery.",
        "writing-function" => "Calls a function that changes something.",
        _ => reason,
    };
}
