using System.Data.Common;

namespace PerfDb.Driver.Providers;

/// <summary>Classifies failures by the SQLSTATE classes of ISO/IEC 9075 and the codes PostgreSQL added to them.</summary>
internal static class SqlStateClasses
{
    public static ErrorClass Classify(Exception exception) => exception switch
    {
        OperationCanceledException => ErrorClass.Cancelled,
        DbException { SqlState: { Length: 5 } state } => Classify(state),
        _ when HasTimeout(exception) => ErrorClass.Timeout,
        DbException { InnerException: System.IO.IOException or System.Net.Sockets.SocketException } => ErrorClass.Connection,
        _ => ErrorClass.Other,
    };

    private static ErrorClass Classify(string state) => state switch
    {
        "57014" => ErrorClass.Cancelled,
        "25006" => ErrorClass.ReadOnly,
        "42501" => ErrorClass.Permission,
        "40001" or "40P01" => ErrorClass.Serialization,
        "55P03" => ErrorClass.Timeout,
        _ => state.AsSpan(0, 2) switch
        {
            "08" or "57" => ErrorClass.Connection,
            "23" => ErrorClass.Constraint,
            "28" => ErrorClass.Permission,
            "40" => ErrorClass.Serialization,
            "42" => ErrorClass.Syntax,
            "53" or "54" => ErrorClass.Resource,
            _ => ErrorClass.Other,
        },
    };

    // Npgsql reports a command time-out as an exception whose cause is a TimeoutException.
    private static bool HasTimeout(Exception exception) =>
        exception is TimeoutException || exception is DbException { InnerException: TimeoutException };
}
