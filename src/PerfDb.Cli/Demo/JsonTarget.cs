using System.Text.Encodings.Web;
using System.Text.Json;

namespace PerfDb.Cli.Demo;

/// <summary>
/// Where the JSON goes. A file is opened before the work begins, so that a wrong path is known at once, and is left as it
/// was if the work fails.
/// </summary>
internal sealed class JsonTarget : IDisposable
{
    public const string StandardOutput = "-";

    private readonly Stream _stream;
    private readonly string? _path;
    private readonly bool _existed;
    private bool _written;

    private JsonTarget(Stream stream, string? path, bool existed)
    {
        _stream = stream;
        _path = path;
        _existed = existed;
    }

    public static JsonTarget? Open(string? path)
    {
        if (path is null)
            return null;
        if (path == StandardOutput)
            return new JsonTarget(Console.OpenStandardOutput(), path: null, existed: true);

        if (Directory.Exists(path))
            throw CommandException.Usage($"--json cannot write '{path}': it is a folder.");
        var existed = File.Exists(path);
        try
        {
            return new JsonTarget(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write), path, existed);
        }
        catch (DirectoryNotFoundException)
        {
            throw CommandException.Usage($"--json cannot write '{path}': its folder does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CommandException.Usage($"--json cannot write '{path}': {e.Message}");
        }
    }

    public void Write(DemoReport report)
    {
        // Written for files and pipes, not for web pages: SQL keeps its quotes and signs.
        var options = new JsonSerializerOptions(DemoJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        if (_path is not null)
            _stream.SetLength(0);
        JsonSerializer.Serialize(_stream, report, new DemoJsonContext(options).DemoReport);
        _stream.WriteByte((byte)'\n');
        _stream.Flush();
        _written = true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_written && !_existed && _path is not null)
            File.Delete(_path);
    }
}
