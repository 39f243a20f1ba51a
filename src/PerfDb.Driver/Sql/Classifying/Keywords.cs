using PerfDb.Driver.Sql.Lexing;

namespace PerfDb.Driver.Sql.Classifying;

/// <summary>What keywords mean to the walk through a query.</summary>
internal static class Keywords
{
    /// <summary>Whether a bracket behind the keyword is syntax and no call.</summary>
    public static bool OpensSyntax(Keyword keyword) => keyword is Keyword.In or Keyword.Values or Keyword.And or Keyword.Or or Keyword.Not
        or Keyword.Any or Keyword.All or Keyword.Some or Keyword.Over or Keyword.Filter or Keyword.As or Keyword.On or Keyword.Using or Keyword.Where
        or Keyword.Having or Keyword.Select or Keyword.From or Keyword.Join or Keyword.By or Keyword.Then or Keyword.When or Keyword.Else
        or Keyword.Case or Keyword.Between or Keyword.Like or Keyword.Ilike or Keyword.Similar or Keyword.Is or Keyword.Limit or Keyword.Offset
        or Keyword.First or Keyword.Next or Keyword.Top or Keyword.Union or Keyword.Except or Keyword.Intersect or Keyword.Minus or Keyword.Lateral
        or Keyword.Array or Keyword.Sets or Keyword.Rollup or Keyword.Cube or Keyword.Group or Keyword.Distinct or Keyword.Only
        or Keyword.Materialized or Keyword.With or Keyword.Option or Keyword.Returning or Keyword.Symmetric or Keyword.Asymmetric or Keyword.Escape
        or Keyword.Apply or Keyword.Index or Keyword.Partition or Keyword.To or Keyword.Exclude or Keyword.Rlike or Keyword.Regexp or Keyword.Xor
        or Keyword.Explain or Keyword.Set or Keyword.Into or Keyword.Copy or Keyword.Output or Keyword.Full or Keyword.Cross or Keyword.Straight_Join
        or Keyword.Rows or Keyword.For or Keyword.Of or Keyword.Glob or Keyword.Table or Keyword.Constraint or Keyword.References or Keyword.Unique
        or Keyword.Overlaps;

    /// <summary>Whether a bracket behind the keyword makes it the name of a function.</summary>
    public static bool IsCallable(Keyword keyword) => keyword is Keyword.Left or Keyword.Right or Keyword.Replace or Keyword.Insert
        or Keyword.Truncate or Keyword.If or Keyword.User or Keyword.Schema or Keyword.Mode or Keyword.Cast or Keyword.Overlay or Keyword.Trim
        or Keyword.Grouping or Keyword.Exists or Keyword.Row or Keyword.Interval or Keyword.Current_Date or Keyword.Current_Time
        or Keyword.Current_Timestamp or Keyword.Current_User or Keyword.Current_Role or Keyword.Current_Schema or Keyword.Current_Catalog
        or Keyword.Localtime or Keyword.Localtimestamp or Keyword.Session_User or Keyword.System_User or Keyword.Default;

    /// <summary>Whether the keyword, unquoted within a query, means that the text does more than read, or that it was misread.</summary>
    public static bool IsForeignToQueries(Keyword keyword) => keyword is Keyword.Alter or Keyword.Call or Keyword.Copy or Keyword.Create
        or Keyword.Declare or Keyword.Do or Keyword.Drop or Keyword.Dumpfile or Keyword.Exec or Keyword.Execute or Keyword.Grant or Keyword.Handler
        or Keyword.Kill or Keyword.Load or Keyword.Optimize or Keyword.Outfile or Keyword.Output or Keyword.Prepare or Keyword.Procedure
        or Keyword.Reassign or Keyword.Rename or Keyword.Repair or Keyword.Return or Keyword.Revoke or Keyword.Set or Keyword.Truncate
        or Keyword.Unlock or Keyword.Waitfor or Keyword.Merge;

    public static bool IsDml(Keyword keyword) => keyword is Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge or Keyword.Replace;

    public static bool IsTimeValue(Keyword keyword) => keyword is Keyword.Current_Date or Keyword.Current_Time or Keyword.Current_Timestamp
        or Keyword.Localtime or Keyword.Localtimestamp;

    public static bool IsSessionValue(Keyword keyword) => keyword is Keyword.Current_User or Keyword.Current_Role or Keyword.Session_User
        or Keyword.System_User or Keyword.User or Keyword.Current_Catalog;
}
