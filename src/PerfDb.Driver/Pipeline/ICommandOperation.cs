using System.Data.Common;

namespace PerfDb.Driver.Pipeline;

/// <summary>
/// One of ADO.NET's ways to run a command. Implemented by empty structs so that the JIT makes one copy of the executor
/// per operation, without virtual calls.
/// </summary>
internal interface ICommandOperation<TResult>
{
    static abstract CommandMethod Method { get; }

    static abstract TResult Execute(CommandContext context);

    static abstract Task<TResult> ExecuteAsync(CommandContext context, CancellationToken cancellationToken);

    /// <summary>The rows that the result tells of; -1 if it tells nothing.</summary>
    static virtual long RowsOf(TResult result) => -1;
}

internal readonly struct ReaderOperation : ICommandOperation<DbDataReader>
{
    public static CommandMethod Method => CommandMethod.Reader;

    public static DbDataReader Execute(CommandContext context) => context.Command!.ExecuteReader(context.Behavior);

    public static Task<DbDataReader> ExecuteAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Command!.ExecuteReaderAsync(context.Behavior, cancellationToken);
}

internal readonly struct ScalarOperation : ICommandOperation<object?>
{
    public static CommandMethod Method => CommandMethod.Scalar;

    public static object? Execute(CommandContext context) => context.Command!.ExecuteScalar();

    public static Task<object?> ExecuteAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Command!.ExecuteScalarAsync(cancellationToken);
}

internal readonly struct NonQueryOperation : ICommandOperation<int>
{
    public static CommandMethod Method => CommandMethod.NonQuery;

    public static int Execute(CommandContext context) => context.Command!.ExecuteNonQuery();

    public static Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Command!.ExecuteNonQueryAsync(cancellationToken);

    public static long RowsOf(int result) => result;
}

internal readonly struct BatchReaderOperation : ICommandOperation<DbDataReader>
{
    public static CommandMethod Method => CommandMethod.Reader;

    public static DbDataReader Execute(CommandContext context) => context.Batch!.ExecuteReader(context.Behavior);

    public static Task<DbDataReader> ExecuteAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Batch!.ExecuteReaderAsync(context.Behavior, cancellationToken);
}

internal readonly struct BatchScalarOperation : ICommandOperation<object?>
{
    public static CommandMethod Method => CommandMethod.Scalar;

    public static object? Execute(CommandContext context) => context.Batch!.ExecuteScalar();

    public static Task<object?> ExecuteAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Batch!.ExecuteScalarAsync(cancellationToken);
}

internal readonly struct BatchNonQueryOperation : ICommandOperation<int>
{
    public static CommandMethod Method => CommandMethod.NonQuery;

    public static int Execute(CommandContext context) => context.Batch!.ExecuteNonQuery();

    public static Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Batch!.ExecuteNonQueryAsync(cancellationToken);

    public static long RowsOf(int result) => result;
}
