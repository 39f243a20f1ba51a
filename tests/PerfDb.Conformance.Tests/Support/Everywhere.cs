using System.Reflection;
using Xunit.Sdk;

namespace PerfDb.Conformance.Tests.Support;

/// <summary>Rows of a theory: each provider, synchronous and asynchronous.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EverywhereAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from provider in Enum.GetValues<Provider>()
        from async in new[] { false, true }
        select new object[] { provider, async };
}

/// <summary>Rows of a theory: one provider, synchronous and asynchronous.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnAttribute(Provider provider) : DataAttribute
{
    public Provider Provider => provider;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[provider, false], [provider, true]];
}
