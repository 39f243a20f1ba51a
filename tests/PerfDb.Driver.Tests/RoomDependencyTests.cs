using System.Reflection;
using System.Reflection.Emit;

namespace PerfDb.Driver.Tests;

/// <summary>Holds the dependency direction between the rooms (namespaces) of PerfDb.Driver, method bodies included.</summary>
public sealed class RoomDependencyTests
{
    private static readonly string[] Ground = ["Sql", "Sessions", "Providers", "Internal"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Internal"] = [],
        ["Sql"] = ["Internal"],
        ["Sessions"] = ["Sql", "Internal"],
        ["Providers"] = ["Sql", "Sessions", "Internal"],
        ["Caching"] = Ground,
        ["Routing"] = Ground,
        ["Statistics"] = Ground,
        ["Diagnostics"] = Ground,
        ["Pipeline"] = ["Caching", "Routing", "Statistics", "Diagnostics", .. Ground],
        [""] = ["Pipeline", "Caching", "Routing", "Statistics", "Diagnostics", .. Ground],
    };

    [Fact]
    public void Rooms_import_only_the_rooms_below_them()
    {
        var violations = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in typeof(PerfDbOptions).Assembly.GetTypes())
        {
            if (RoomOf(type) is not { } room)
                continue;
            Assert.True(Allowed.ContainsKey(room), $"{type.FullName} stands in a room of no plan; add it to the table on purpose.");
            foreach (var used in TypesUsedBy(type))
            {
                if (RoomOf(used) is { } other && other != room && !Allowed[room].Contains(other))
                    violations.Add($"{room}: {type.Name} uses {other}.{used.Name}");
            }
        }

        Assert.Empty(violations);
    }

    [Fact]
    public void Every_room_of_the_plan_is_built()
    {
        var rooms = typeof(PerfDbOptions).Assembly.GetTypes().Select(RoomOf).OfType<string>().ToHashSet();

        Assert.Empty(Allowed.Keys.Except(rooms));
    }

    private static string? RoomOf(Type type)
    {
        const string Root = "PerfDb.Driver";
        if (type.Assembly != typeof(PerfDbOptions).Assembly || type.Namespace is not { } ns || !ns.StartsWith(Root, StringComparison.Ordinal))
            return null;
        return ns.Length == Root.Length ? "" : ns[(Root.Length + 1)..].Split('.')[0];
    }

    private static IEnumerable<Type> TypesUsedBy(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var found = new List<Type?> { type.BaseType };
        found.AddRange(type.GetInterfaces());
        foreach (var member in type.GetMembers(All))
        {
            if (member is FieldInfo f)
                found.Add(f.FieldType);
            if (member is MethodBase m)
            {
                found.AddRange(m.GetParameters().Select(p => p.ParameterType));
                if (m is MethodInfo { ReturnType: var r })
                    found.Add(r);
                if (m.GetMethodBody() is { } body)
                {
                    found.AddRange(body.LocalVariables.Select(l => l.LocalType));
                    found.AddRange(TypesInIL(m, body.GetILAsByteArray()!));
                }
            }
        }

        return found.OfType<Type>().SelectMany(Flatten);
    }

    private static IEnumerable<Type> Flatten(Type t) =>
        t.HasElementType ? Flatten(t.GetElementType()!)
        : t.IsGenericType ? t.GetGenericArguments().SelectMany(Flatten).Append(t)
        : [t];

    // Walks opcodes and resolves every metadata token to the type it names or whose member it calls.
    private static IEnumerable<Type> TypesInIL(MethodBase method, byte[] il)
    {
        var typeArgs = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArgs = method.IsGenericMethodDefinition ? method.GetGenericArguments() : null;
        for (var i = 0; i < il.Length;)
        {
            var op = il[i] == 0xFE ? TwoByte[il[i + 1]] : OneByte[il[i]];
            i += op.Size;
            switch (op.OperandType)
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    var member = method.Module.ResolveMember(BitConverter.ToInt32(il, i), typeArgs, methodArgs);
                    if ((member as Type ?? member?.DeclaringType) is { } t)
                        yield return t;
                    i += 4;
                    break;
                case OperandType.InlineNone: break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar: i += 1; break;
                case OperandType.InlineVar: i += 2; break;
                case OperandType.InlineI8 or OperandType.InlineR: i += 8; break;
                case OperandType.InlineSwitch: i += 4 + (4 * BitConverter.ToInt32(il, i)); break;
                default: i += 4; break;
            }
        }
    }

    private static readonly OpCode[] OneByte = Table(twoByte: false);
    private static readonly OpCode[] TwoByte = Table(twoByte: true);

    private static OpCode[] Table(bool twoByte)
    {
        var table = new OpCode[256];
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var op = (OpCode)field.GetValue(null)!;
            if ((op.Size == 2) == twoByte)
                table[op.Value & 0xFF] = op;
        }

        return table;
    }
}
