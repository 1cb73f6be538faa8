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

    [Fact]
    public void Every_entry_has_a_case_for_every_way_to_cross_the_boundary()
    {
        string[] needed =
        [
            "subject_outside", "tenant_outside", "operation_outside", "resource_class_outside", "param_outside_bounds", "lifetime_longer",
            "propagation_audience", "propagation_depth",
        ];
        foreach (CompiledPurpose purpose in SampleCatalog.Load().Purposes.Values)
        {
            IEnumerable<string> covered = purpose.Entry.Cases.SelectMany(item => item.Expect.Codes);
            Assert.Empty(needed.Except(covered).Select(code => $"{purpose.Entry.Kind}: {code}"));
            Assert.Contains(purpose.Entry.Cases, item => item.Expect.Outcome == "inside");
        }
    }
}
