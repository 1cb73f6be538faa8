using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace MissionPolicy.CatalogLint.Tests.Reporters;

/// <summary>A command once in each format.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class CombinatorialFormatsAttribute(params string[] args) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetNames<OutputFormat>().Select(format => new TheoryDataRow(new object?[] { (string[])[.. args, "--format", format.ToLowerInvariant()] }))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
