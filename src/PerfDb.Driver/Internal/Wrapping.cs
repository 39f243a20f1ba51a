using System.Diagnostics.CodeAnalysis;

namespace PerfDb.Driver.Internal;

/// <summary>Finds the object of a type in a chain of decorators.</summary>
internal static class Wrapping
{
    public static bool Has<T>(object outer, object? inner)
        where T : class
        => inner is T || outer is T;

    // The provider's object first: callers unwrap in order to leave the decorator.
    public static T Unwrap<T>(object outer, object? inner)
        where T : class
    {
        if (inner is T provider)
            return provider;
        if (outer is T decorator)
            return decorator;
        Throw(outer, inner, typeof(T));
        return null;
    }

    [DoesNotReturn]
    private static void Throw(object outer, object? inner, Type wanted) => throw new InvalidCastException(
        $"{outer.GetType().FullName} wraps {inner?.GetType().FullName ?? "nothing yet"}, which is not a {wanted.FullName}.");
}
