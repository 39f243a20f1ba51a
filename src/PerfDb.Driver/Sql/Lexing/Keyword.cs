namespace PerfDb.Driver.Sql.Lexing;

/// <summary>The words that any rule of the analyzer asks for. A word that no rule asks for is a name.</summary>
internal enum Keyword : byte
{
    None = 0,
    Abort, All, Alter, Analyse, Analyze, And, Any, Apply, Array, As, Asc, At, Atomic, Attach, Begin, Between, By, Call, Case, Cast, Checkpoint,
    Close, Cluster, Collate, Column, Comment, Commit, Constraint, Copy, Create, Cross, Current_Catalog, Current_Date, Current_Role,
    Current_Schema, Current_Time, Current_Timestamp, Current_User, Deallocate, Declare, Default, Delete, Desc, Describe, Detach, Discard,
    Distinct, Do, Drop, Dumpfile, Else, End, Escape, Except, Exclude, Exec, Execute, Exists, Explain, False, Fetch, Filter, First, For, From,
    Full, Glob, Grant, Group, Grouping, Handler, Having, If, Ignore, Ilike, Import, In, Index, Inner, Insert, Install, Intersect, Interval, Into,
    Is, Isnull, Join, Kill, Last, Lateral, Left, Like, Limit, Listen, Load, Localtime, Localtimestamp, Lock, Materialized, Merge, Minus, Mode,
    Move, Natural, Next, No, Not, Nothing, Notify, Notnull, Null, Nulls, Of, Offset, On, Only, Optimize, Option, Or, Order, Ordinality, Outer,
    Outfile, Output, Over, Overlay, Overlaps, Partition, Pragma, Prepare, Procedure, Reassign, Recursive, References, Refresh, Regexp, Reindex, Release,
    Rename, Repair, Replace, Reset, Return, Returning, Revoke, Right, Rlike, Rollback, Rollup, Cube, Row, Rows, Savepoint, Schema, Security,
    Select, Session_User, Set, Sets, Share, Show, Similar, Some, Sounds, Start, Straight_Join, Symmetric, Asymmetric, System_User, Table, Tablesample,
    Temp, Temporary, Then, To, Top, Transaction, Trim, True, Truncate, Uescape, Union, Unique, Unknown, Unlisten, Unlogged, Unlock, Update, Use, User,
    Using, Vacuum, Value, Values, View, Waitfor, When, Where, Window, With, Within, Without, Work, Write, Xor, Zone,
}
