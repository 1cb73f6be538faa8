using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Catalog;

/// <summary>The sample catalog decides what its authors expect.</summary>
public sealed class SampleCatalogCases
{
    [Fact]
    public void Every_case_of_the_sample_catalog_is_decided_as_its_author_expects()
    {
        CompiledCatalog catalog = SampleCatalog.Load();
        CaseResult[] results = [.. catalog.Purposes.Values.SelectMany(purpose => CatalogCaseRunner.Run(purpose))];
        Assert.True(results.Length > 30, $"only {results.Length} cases");
        Assert.Empty(results.Where(result => !result.Passed).Select(result => $"{result.Case.Source.At(result.Case.Path)} {result.Case.Name}: {result.Explanation}"));
    }
}
