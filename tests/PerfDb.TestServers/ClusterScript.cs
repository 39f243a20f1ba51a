using System.Diagnostics;

namespace PerfDb.TestServers;

/// <summary>Calls <c>eng/pg-cluster</c>, a copy of which lies beside this assembly.</summary>
internal static class ClusterScript
{
    private const int ExitCodeNoPostgres = 3;

    private static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "pg-cluster");

    /// <summary>Runs one verb to its end and returns what it printed.</summary>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using Process process = Start("bash", [Path, .. arguments]);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        string message = await errors.ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return process.ExitCode == 0 ? output : throw Failure(process.ExitCode, message);
    }

    /// <summary>
    /// Starts a cluster that lives until the standard input of the returned process is closed, by us or by our death.
    /// </summary>
    /// <remarks>
    /// The supervisor is forked into its own session with init as its parent: neither Ctrl+C nor a test runner that kills
    /// the tree of its children reaches it.
    /// </remarks>
    public static async Task<(Process Supervisor, string Folder)> SuperviseAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        Process supervisor = Start("setsid", ["--fork", "bash", Path, "run", .. arguments]);
        try
        {
            string? answer = await supervisor.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            switch (answer?.Split(' ', 3))
            {
                case ["ready", ..]:
                    return (supervisor, answer["ready ".Length..]);
                case ["error", string code, string message]:
                    throw Failure(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), message);
                default:
                    throw new PostgresServerException($"eng/pg-cluster answered '{answer}': {await supervisor.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false)}");
            }
        }
        catch
        {
            supervisor.StandardInput.Close();
            supervisor.Dispose();
            throw;
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("The PostgreSQL test servers run on Linux. Elsewhere, run the tests in a container or in WSL.");
        }

        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static PostgresServerException Failure(int exitCode, string message)
    {
        message = message.Trim().Replace("pg-cluster: ", "", StringComparison.Ordinal);
        return exitCode == ExitCodeNoPostgres ? new PostgresNotFoundException(message) : new PostgresServerException(message);
    }
}
