using System.Data.Common;

namespace PerfDb.Driver.Pipeline;

/// <summary>
/// One of ADO.NET's ways to run a command. Implemented by empty structs so that the JIT makes one copy of the executor
/// per operation, without virtual calls.
/// </summary>
internal interface ICommandOperation<TResult>
{
    static abstract CommandMethod Method { get; }

    static abstract ValueTask<TResult> Execute(bool async, CommandContext context, CancellationToken cancellationToken);

    /// <summary>The rows that the result tells of; -1 if it tells nothing.</summary>
    static virtual long RowsOf(TResult result) => -1;
}

internal readonly struct ReaderOperation : ICommandOperation<DbDataReader>
{
    public static CommandMethod Method => CommandMethod.Reader;

    public static ValueTask<DbDataReader> Execute(bool async, CommandContext context, CancellationToken cancellationToken) => async
        ? new(context.Command!.ExecuteReaderAsync(context.Behavior, cancellationToken))
        : new(context.Command!.ExecuteReader(context.Behavior));
}

internal readonly struct ScalarOperation : ICommandOperation<object?>
{
    public static CommandMethod Method => CommandMethod.Scalar;

    public static ValueTask<object?> Execute(bool async, CommandContext context, CancellationToken cancellationToken) => async
        ? new(context.Command!.ExecuteScalarAsync(cancellationToken))
        : new(context.Command!.ExecuteScalar());
}

internal readonly struct NonQueryOperation : ICommandOperation<int>
{
    public static CommandMethod Method => CommandMethod.NonQuery;

    public static ValueTask<int> Execute(bool async, CommandContext context, CancellationToken cancellationToken) => async
        ? new(context.Command!.ExecuteNonQueryAsync(cancellationToken))
        : new(context.Command!.ExecuteNonQuery());

    public static long RowsOf(int result) => result;
}

internal readonly struct BatchReaderOperation : ICommandOperation<DbDataReader>
{
    public static CommandMethod Method => CommandMethod.Reader;

    public static ValueTask<DbDataReader> Execute(bool async, CommandContext context, CancellationToken cancellationToken) => async
        ? new(context.Batch!.ExecuteReaderAsync(context.Behavior, cancellationToken))
        : new(context.Batch!.ExecuteReader(context.Behavior));
}

internal readonly struct BatchScalarOperation : ICommandOperation<object?>
{
    public static CommandMethod Method => CommandMethod.Scalar;

    public static ValueTask<object?> Execute(bool async, CommandContext context, CancellationToken cancellationToken) => async
        ? new(context.Batch!.ExecuteScalarAsync(cancellationToken))
        : new(context.Batch!.ExecuteScalar());
}

internal readonly struct BatchNonQueryOperation : ICommandOperation<int>
{
    public static CommandMethod Method => CommandMethod.NonQuery;

    public static ValueTask<int> Execute(bool async, CommandContext context, CancellationToken cancellationToken) => async
        ? new(context.Batch!.ExecuteNonQueryAsync(cancellationToken))
        : new(context.Batch!.ExecuteNonQuery());

    public static long RowsOf(int result) => result;
}
