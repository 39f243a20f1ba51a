using System.Diagnostics;

namespace PerfDb.TestServers.Tests.Support;

/// <summary>Runs programs with an environment of their own.</summary>
internal static class Child
{
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Starts this assembly's <see cref="Program"/>.</summary>
    public static Process Start(string argument, params (string Name, string? Value)[] environment) =>
        Start("dotnet", [typeof(Program).Assembly.Location, argument], environment);

    /// <summary>Runs a script of eng/ to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunScriptAsync(
        string name, string[] arguments, params (string Name, string? Value)[] environment)
    {
        using Process process = Start("bash", [Path.Combine(RepositoryRoot, "eng", name), .. arguments], environment);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    private static Process Start(string program, string[] arguments, (string Name, string? Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(SharedPostgres.Variable);
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PerfDb.Driver.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The repository is not above the test assembly.");
    }
}
