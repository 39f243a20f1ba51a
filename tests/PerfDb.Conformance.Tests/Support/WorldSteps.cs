using System.Data;
using System.Data.Common;

namespace PerfDb.Conformance.Tests.Support;

/// <summary>The calls every scenario makes, synchronous or not as its side asks. What fails is noted, not thrown.</summary>
internal static class WorldSteps
{
    public static Task Open(this World world, DbConnection? connection = null)
    {
        connection ??= world.Connection;
        return world.Do(connection.Open, connection.OpenAsync, "Open");
    }

    public static Task Close(this World world, DbConnection? connection = null)
    {
        connection ??= world.Connection;
        return world.Do(connection.Close, connection.CloseAsync, "Close");
    }

    public static Task Dispose(this World world, DbConnection? connection = null)
    {
        connection ??= world.Connection;
        return world.Do(connection.Dispose, () => connection.DisposeAsync().AsTask(), "Dispose");
    }

    /// <summary>Makes and opens the connection most scenarios start with.</summary>
    public static async Task Connect(this World world)
    {
        world.Connection = world.NewConnection();
        await world.Open();
    }

    public static Task<int> NonQuery(this World world, DbCommand command) =>
        world.Do(command.ExecuteNonQuery, command.ExecuteNonQueryAsync, $"ExecuteNonQuery {Text(command)}");

    public static Task<object?> Scalar(this World world, DbCommand command) =>
        world.Do(command.ExecuteScalar, command.ExecuteScalarAsync, $"ExecuteScalar {Text(command)}");

    public static async Task<DbDataReader?> ExecuteReader(this World world, DbCommand command, CommandBehavior behavior = CommandBehavior.Default)
    {
        var reader = await world.Do(
            () => world.Name(command.ExecuteReader(behavior), "reader"),
            async () => world.Name(await command.ExecuteReaderAsync(behavior), "reader"),
            $"ExecuteReader {behavior} {Text(command)}");
        return reader;
    }

    public static Task<bool> Read(this World world, DbDataReader? reader) =>
        reader is null ? Missing(world, "Read") : world.Do(reader.Read, reader.ReadAsync, "Read");

    public static Task<bool> NextResult(this World world, DbDataReader? reader) =>
        reader is null ? Missing(world, "NextResult") : world.Do(reader.NextResult, reader.NextResultAsync, "NextResult");

    public static async Task CloseReader(this World world, DbDataReader? reader)
    {
        if (reader is null)
            await Missing(world, "reader.Close");
        else
            await world.Do(reader.Close, reader.CloseAsync, "reader.Close");
    }

    public static async Task DisposeReader(this World world, DbDataReader? reader)
    {
        if (reader is null)
            await Missing(world, "reader.Dispose");
        else
            await world.Do(reader.Dispose, () => reader.DisposeAsync().AsTask(), "reader.Dispose");
    }

    /// <summary>Reads every row of every result, names and types included, and closes the reader.</summary>
    public static async Task Drain(this World world, DbDataReader? reader)
    {
        if (reader is null)
        {
            await Missing(world, "Drain");
            return;
        }

        do
        {
            world.Note("columns", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray());
            while (await world.Read(reader))
                world.Do(() => Row(reader), "row");
        }
        while (await world.NextResult(reader));
        world.Do(() => reader.RecordsAffected, "RecordsAffected");
        await world.DisposeReader(reader);
        world.Do(() => reader.RecordsAffected, "RecordsAffected after dispose");
    }

    public static async Task Query(this World world, string sql, CommandBehavior behavior = CommandBehavior.Default)
    {
        using var command = world.NewCommand(sql, name: "query");
        await world.Drain(await world.ExecuteReader(command, behavior));
    }

    public static async Task<int> Execute(this World world, string sql)
    {
        using var command = world.NewCommand(sql, name: "statement");
        return await world.NonQuery(command);
    }

    public static DbParameter Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }

    /// <summary>What is left of the objects after a call: states, and whether the connection still works.</summary>
    public static async Task Aftermath(this World world)
    {
        if (world.Connection is { } connection)
        {
            world.Do(() => connection.State, "then Connection.State");
            // Npgsql: a call that was cancelled while another reader was open leaves a connection that answers nothing until it times out.
            var stuck = world is { IsSqlite: false, Reader: not null } && world.Trace.Steps.Any(s => s.Outcome.Contains("CanceledException", StringComparison.Ordinal));
            if (connection.State == ConnectionState.Open && !stuck)
            {
                using var command = world.NewCommand("SELECT 42", name: "afterwards");
                await world.Do(command.ExecuteScalar, command.ExecuteScalarAsync, "then SELECT 42");
            }
        }

        if (world.Reader is { } reader)
        {
            world.Do(() => reader.IsClosed, "then Reader.IsClosed");
            world.Do(() => reader.RecordsAffected, "then Reader.RecordsAffected");
        }

        if (world.Transaction is { } transaction)
            world.Do(() => transaction.Connection, "then Transaction.Connection");
        if (world.Connection is not null)
        {
            await world.Close();
            world.Do(() => world.Connection.State, "at last Connection.State");
        }
    }

    private static object?[] Row(DbDataReader reader)
    {
        var values = new object?[reader.FieldCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.GetValue(i);
        return values;
    }

    private static Task<bool> Missing(World world, string what)
    {
        world.Trace.Add(what, "there is no reader");
        return Task.FromResult(false);
    }

    private static string Text(DbCommand command)
    {
        try
        {
            return command.CommandText is { Length: > 60 } text ? text[..60] : command.CommandText;
        }
        catch (ObjectDisposedException)
        {
            return "(disposed)";
        }
    }
}
