using Microsoft.Extensions.ObjectPool;

namespace PerfDb.Driver.Internal;

/// <summary>
/// A pool with one spare per thread in front of a shared one. A command that runs to its end on one thread, which is
/// every synchronous one, then rents and returns without an interlocked operation.
/// </summary>
internal sealed class ThreadCachedPool<T>(ObjectPool<T> shared) : ObjectPool<T>
    where T : class
{
    [ThreadStatic]
    private static T? t_spare;

    public override T Get()
    {
        var spare = t_spare;
        if (spare is null)
            return shared.Get();
        t_spare = null;
        return spare;
    }

    public override void Return(T obj)
    {
        if (t_spare is null)
            t_spare = obj;
        else
            shared.Return(obj);
    }
}
