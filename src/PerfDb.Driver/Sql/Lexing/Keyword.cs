namespace PerfDb.Driver.Sql.Lexing;

/// <summary>The words that any rule of the analyzer asks for. A word that no rule asks for is a name.</summary>
internal enum Keyword : ushort
{
    None = 0,
    Abort, All, Alter, Analyse, Analyze, And, Any, Apply, Array, As, Asc, Attach, Atomic, Begin, Between, Both, By, Call, Case, Cast, Checkpoint,
    Close, Cluster, Collate, Comment, Commit, Convert, Copy, Create, Cross, Cube, Current_Catalog, Current_Date, Current_Role, Current_Schema,
    Current_Time, Current_Timestamp, Current_User, Deallocate, Declare, Default, Delete, Desc, Describe, Detach, Discard, Distinct, Do, Drop,
    Dumpfile, Else, End, Escape, Except, Exec, Execute, Exists, Explain, Extract, False, Fetch, Filter, Following, For, From, Full, Function,
    Go, Grant, Group, Grouping, Handler, Having, If, Ilike, Import, In, Index, Inner, Insert, Intersect, Interval, Into, Is, Isnull, Join, Key,
    Kill, Last, Lateral, Left, Like, Limit, Listen, Load, Localtime, Localtimestamp, Lock, Match, Materialized, Merge, Minus, Mode, Move, Natural,
    Next, No, Not, Nothing, Notify, Notnull, Null, Offset, On, Only, Optimize, Option, Or, Order, Ordinality, Outer, Outfile, Output, Over,
    Overlaps, Partition, Pragma, Preceding, Prepare, Procedure, Reassign, Recursive, Refresh, Regexp, Reindex, Release, Rename, Repair, Replace,
    Reset, Return, Returning, Revoke, Right, Rlike, Rollback, Rollup, Row, Rows, Savepoint, Security, Select, Session_User, Set, Sets, Share,
    Show, Similar, Some, Start, Straight_Join, Symmetric, System_User, Table, Tablesample, Temp, Temporary, Then, To, Top, Trim, True, Truncate,
    Union, Unique, Unknown, Unlisten, Unlogged, Unlock, Update, Use, User, Using, Vacuum, Value, Values, View, Waitfor, When, Where, Window,
    With, Within, Without, Work, Xor, Zone,
}
