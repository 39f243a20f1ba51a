using System.Reflection;
using System.Text;

namespace PerfDb.Packages.Tests;

/// <summary>Writes the public surface of an assembly as text, one member a line.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static void Check(Assembly assembly, string folder)
    {
        var file = Path.Combine(folder, assembly.GetName().Name + ".txt");
        var actual = Describe(assembly);
        if (Environment.GetEnvironmentVariable("PERFDB_APPROVE") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is missing. Run the test with PERFDB_APPROVE=1 to write it.");
        Assert.Equal(File.ReadAllText(file), actual);
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type));
            if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
                text.Append(" : ").Append(Name(parent));
            text.Append('\n');
            foreach (var line in type.GetMembers(Declared).Select(Line).OfType<string>().Order(StringComparer.Ordinal))
                text.Append("  ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } f when f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly =>
            $"{(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}" + (f.IsLiteral ? $" = {f.GetRawConstantValue()}" : ""),
        ConstructorInfo c when IsVisible(c) => $"{Access(c)}.ctor({Parameters(c)})",
        MethodInfo m when IsVisible(m) && !m.Name.Contains('<', StringComparison.Ordinal) =>
            $"{Access(m)}{(m.IsStatic ? "static " : "")}{(m.GetBaseDefinition() != m ? "override " : m.IsAbstract ? "abstract " : m.IsVirtual && !m.IsFinal ? "virtual " : "")}{Name(m.ReturnType)} {m.Name}{Generic(m)}({Parameters(m)})",
        _ => null,
    };

    private static bool IsVisible(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;

    private static string Access(MethodBase m) => m.IsPublic ? "" : "protected ";

    private static string Generic(MethodInfo m) =>
        m.IsGenericMethodDefinition ? "<" + string.Join(", ", m.GetGenericArguments().Select(a => a.Name)) + ">" : "";

    private static string Parameters(MethodBase m) => string.Join(", ", m.GetParameters().Select(p =>
        Name(p.ParameterType) + " " + p.Name + (p.HasDefaultValue ? " = " + (p.RawDefaultValue ?? "null") : "")));

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.FullName ?? type.Name;
        var name = type.GetGenericTypeDefinition().FullName ?? type.Name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return (tick < 0 ? name : name[..tick]) + "<" + string.Join(", ", type.GetGenericArguments().Select(Name)) + ">";
    }
}
