namespace PerfDb.Driver.Pipeline;

/// <summary>How a command was executed.</summary>
public enum CommandMethod
{
    /// <summary>By <c>ExecuteReader</c>; the result is a <see cref="System.Data.Common.DbDataReader"/>.</summary>
    Reader = 0,

    /// <summary>By <c>ExecuteScalar</c>; the result is the first column of the first row, or <see langword="null"/>.</summary>
    Scalar,

    /// <summary>By <c>ExecuteNonQuery</c>; the result is an <see cref="int"/>, the number of rows affected.</summary>
    NonQuery,
}
