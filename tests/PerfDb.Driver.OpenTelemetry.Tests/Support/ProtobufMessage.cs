using System.Buffers.Binary;
using System.Text;

namespace PerfDb.Driver.OpenTelemetry.Tests.Support;

/// <summary>
/// One message of the protobuf wire format, https://protobuf.dev/programming-guides/encoding/, taken apart by field number.
/// Just enough to read what an exporter sent without the exporter's own code.
/// </summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public ProtobufMessage(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var key = Varint(ref data);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    _fields.Add((field, Varint(ref data), []));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(data), []));
                    data = data[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref data);
                    _fields.Add((field, 0, data[..length].ToArray()));
                    data = data[length..];
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(data), []));
                    data = data[4..];
                    break;
                default:
                    throw new FormatException($"Wire type {key & 7}");
            }
        }
    }

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public ulong Number(int field) => _fields.FindLast(f => f.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    public byte[] Bytes(int field) => _fields.FindLast(f => f.Field == field).Bytes ?? [];

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public IEnumerable<ProtobufMessage> Messages(int field) => _fields.Where(f => f.Field == field).Select(f => new ProtobufMessage(f.Bytes));

    public ProtobufMessage Message(int field) => Messages(field).LastOrDefault() ?? new ProtobufMessage([]);

    /// <summary>A repeated fixed64 or double, packed or not.</summary>
    public IEnumerable<ulong> Fixed64s(int field) => _fields.Where(f => f.Field == field).SelectMany(f =>
        f.Bytes.Length == 0 ? [f.Number] : f.Bytes.Chunk(8).Select(b => BinaryPrimitives.ReadUInt64LittleEndian(b)));

    private static ulong Varint(ref ReadOnlySpan<byte> data)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = data[0];
            data = data[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
