namespace PerfDb.Driver.Sql.Classifying;

/// <summary>The stable codes of why a statement is not a read or not cacheable.</summary>
internal static class Reason
{
    public const string Catalog = "catalog";
    public const string DynamicSql = "dynamic-sql";
    public const string Empty = "empty";
    public const string Explain = "explain";
    public const string LimitWithoutOrder = "limit-without-order";
    public const string Locking = "locking";
    public const string NodeValue = "node-value";
    public const string NotRead = "not-read";
    public const string Sampling = "sampling";
    public const string SelectInto = "select-into";
    public const string Sequence = "sequence";
    public const string SessionFunction = "session-function";
    public const string SessionValue = "session-value";
    public const string SeveralStatements = "several-statements";
    public const string StableFunction = "stable-function";
    public const string Temporary = "temporary";
    public const string TimeValue = "time-value";
    public const string TooDeep = "too-deep";
    public const string TooLong = "too-long";
    public const string TooManyNames = "too-many-names";
    public const string Truncated = "truncated";
    public const string UnknownFunction = "unknown-function";
    public const string UnknownOperator = "unknown-operator";
    public const string UnknownSyntax = "unknown-syntax";
    public const string UnknownType = "unknown-type";
    public const string UnknownVerb = "unknown-verb";
    public const string Variable = "variable";
    public const string VolatileFunction = "volatile-function";
    public const string WritingCte = "writing-cte";
    public const string WritingFunction = "writing-function";
}
