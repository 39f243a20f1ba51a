using Microsoft.Extensions.ObjectPool;

namespace PerfDb.Driver.Pipeline;

/// <summary>
/// Keeps one spare context per thread in front of a shared pool: a command that begins and ends on one thread then costs
/// no interlocked operation. Contexts of all data sources are alike, so they share it.
/// </summary>
internal static class CommandContextPool
{
    private const int SharedSize = 256;

    private static readonly DefaultObjectPool<CommandContext> Shared = new(new DefaultPooledObjectPolicy<CommandContext>(), SharedSize);

    [ThreadStatic]
    private static CommandContext? t_spare;

    public static CommandContext Rent()
    {
        var spare = t_spare;
        if (spare is null)
            return Shared.Get();
        t_spare = null;
        return spare;
    }

    public static void Return(CommandContext context)
    {
        context.Clear();
        if (t_spare is null)
            t_spare = context;
        else
            Shared.Return(context);
    }
}
