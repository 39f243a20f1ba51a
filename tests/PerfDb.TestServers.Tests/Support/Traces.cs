using System.Diagnostics;

namespace PerfDb.TestServers.Tests.Support;

/// <summary>Looks for what a cluster leaves behind: live processes that name its folder, and the folder.</summary>
internal static class Traces
{
    public static List<string> Processes(string folder)
    {
        List<string> found = [];
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                // Empty for a zombie, which is dead.
                string commandLine = File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
                if (commandLine.Contains(folder, StringComparison.Ordinal))
                {
                    found.Add($"{Path.GetFileName(process)} {commandLine}");
                }
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
            catch (UnauthorizedAccessException)
            {
                // Somebody else's.
            }
        }

        return found;
    }

    /// <summary>The user who runs the server of a node, as /proc says.</summary>
    public static int UserOf(PostgresNode node)
    {
        string pid = File.ReadLines(Path.Combine(node.DataDirectory, "postmaster.pid")).First();
        string line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        return int.Parse(line.Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public static async Task VanishAsync(string folder)
    {
        await Until.TrueAsync(() => !Directory.Exists(folder), $"The folder '{folder}' is still there.");
        await Until.TrueAsync(() => Processes(folder) is [], $"A process still uses '{folder}'.");
    }
}

internal static class Until
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    public static Task TrueAsync(Func<bool> condition, string message) => TrueAsync(() => Task.FromResult(condition()), message);

    public static async Task TrueAsync(Func<Task<bool>> condition, string message)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < s_timeout, message);
            await Task.Delay(20);
        }
    }
}
