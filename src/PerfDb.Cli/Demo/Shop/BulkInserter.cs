using System.Data.Common;
using System.Globalization;
using System.Text;

namespace PerfDb.Cli.Demo.Shop;

/// <summary>Inserts rows by one prepared command of many rows. The caller gives it whole commands' worth of rows.</summary>
internal sealed class BulkInserter : IAsyncDisposable
{
    /// <summary>Enough to spread the cost of a command; more would only make SQLite search longer for each parameter's name.</summary>
    public const int RowsPerCommand = 40;

    private readonly DbCommand _command;
    private readonly FillProgress _progress;
    private int _next;

    public BulkInserter(DbConnection connection, DbTransaction transaction, string table, string[] columns, object[] samples, FillProgress progress)
    {
        _progress = progress;
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = Text(table, columns);
        for (var i = 0; i < RowsPerCommand * columns.Length; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = Name(i);
            parameter.Value = samples[i % columns.Length];
            _command.Parameters.Add(parameter);
        }
    }

    public async ValueTask AddAsync(object[] row, CancellationToken cancellationToken)
    {
        foreach (var value in row)
            _command.Parameters[_next++].Value = value;
        if (_next < _command.Parameters.Count)
            return;

        _next = 0;
        await _command.ExecuteNonQueryAsync(cancellationToken);
        _progress.Add(RowsPerCommand);
    }

    public Task PrepareAsync(CancellationToken cancellationToken) => _command.PrepareAsync(cancellationToken);

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"@p{index}");

    private static string Text(string table, string[] columns)
    {
        var text = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ");
        for (var row = 0; row < RowsPerCommand; row++)
        {
            var first = row * columns.Length;
            text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", columns.Select((_, i) => Name(first + i))).Append(')');
        }

        return text.ToString();
    }
}
