using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Catalog;

/// <summary>The sample catalog decides what its authors expect.</summary>
public sealed class SampleCatalogCases
{
    [Fact]
    public void Every_case_of_the_sample_catalog_is_decided_as_its_author_expects()
    {
        CompiledCatalog catalog = Load();
        CaseResult[] results = [.. catalog.Purposes.Values.SelectMany(purpose => CatalogCaseRunner.Run(purpose))];
        Assert.True(results.Length > 30, $"only {results.Length} cases");
        Assert.Empty(results.Where(result => !result.Passed).Select(result => $"{result.Case.Source.At(result.Case.Path)} {result.Case.Name}: {result.Explanation}"));
    }

    private static CompiledCatalog Load()
    {
        string root = Repository.Path("catalog");
        CatalogSource[] sources =
        [
            .. Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories)
                .Select(file => new CatalogSource(Path.GetRelativePath(root, file), File.ReadAllText(file))),
        ];
        return CatalogLoader.Load([.. sources]).Match(
            loaded => CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries),
            refused => throw new InvalidOperationException(string.Join('\n', refused.Diagnostics.Select(d => $"{d.Position} {d.Code.Id} {d.Message} {d.Help}"))));
    }
}
