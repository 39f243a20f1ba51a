using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfDb.Cli.Demo;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(DemoReport))]
internal sealed partial class DemoJsonContext : JsonSerializerContext;
