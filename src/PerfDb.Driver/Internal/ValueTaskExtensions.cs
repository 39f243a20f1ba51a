using System.Diagnostics;

namespace PerfDb.Driver.Internal;

internal static class ValueTaskExtensions
{
    /// <summary>Unwraps a task started with <c>async: false</c>, which is complete by construction.</summary>
    public static T GetCompletedResult<T>(this ValueTask<T> task)
    {
        Debug.Assert(task.IsCompleted, "A call with async: false must complete before it returns.");
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Observes a task started with <c>async: false</c>, which is complete by construction.</summary>
    public static void GetCompletedResult(this ValueTask task)
    {
        Debug.Assert(task.IsCompleted, "A call with async: false must complete before it returns.");
        task.GetAwaiter().GetResult();
    }
}
