using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PerfDb.Cli.Tests.Support;

/// <summary>A run of the real command, in a process and a temporary folder of its own.</summary>
internal sealed class PerfDbProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private PerfDbProcess(Process process, string temporaryFolder)
    {
        _process = process;
        TemporaryFolder = temporaryFolder;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where the command puts its temporary files.</summary>
    public string TemporaryFolder { get; }

    public static PerfDbProcess Start(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("perfdb-cli-tests-").FullName;
        // A shell starts background jobs with SIGINT ignored, and children inherit that: a test run may be such a job.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "perfdb.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["TMPDIR"] = folder;
        start.Environment["TERM"] = "xterm-256color";
        return new PerfDbProcess(Process.Start(start)!, folder);
    }

    public static async Task<RunResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.WaitForEndAsync();
    }

    /// <summary>Waits until standard output holds a text.</summary>
    public async Task WaitForOutputAsync(string text)
    {
        var started = Stopwatch.GetTimestamp();
        while (!Copy(_output).Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"The command ended without saying '{text}': {Copy(_output)}{Copy(_error)}");
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"The command has not said '{text}': {Copy(_output)}");
            await Task.Delay(20);
        }
    }

    /// <summary>Sends what Ctrl+C sends.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<RunResult> WaitForEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new RunResult(_process.ExitCode, Copy(_output), Copy(_error));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(TemporaryFolder, recursive: true);
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    private static string Copy(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
