using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.CatalogLint.Configuration;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.CatalogLint.Tests.Some;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Tests.Rules;

/// <summary>The bad and the good catalog that stand next to a rule's name; those that bring no vocabulary share one, and <c>base/</c> is what they replace.</summary>
internal static class RuleFixture
{
    /// <summary>Judges one of the two.</summary>
    /// <param name="folder">The folder of the rule.</param>
    /// <param name="which"><c>bad</c> or <c>good</c>.</param>
    public static LintReport Judge(string folder, string which)
    {
        string at = Path.Combine(folder, which);
        string before = Path.Combine(at, "base");
        return new Linter(new LintConfiguration()) { Base = Directory.Exists(before) ? Compile(Sources(before)) : null }.Run(Sources(at));
    }

    /// <summary>The files of a catalog.</summary>
    public static ImmutableArray<CatalogSource> Sources(string at) => Directory.Exists(Path.Combine(at, "vocabulary"))
        ? CatalogFolder.Read(at)
        : [.. CatalogFolder.Read(at), .. CatalogFolder.Read(Repository.Rules).Where(source => source.Path.StartsWith("vocabulary/", StringComparison.Ordinal))];

    private static CompiledCatalog Compile(ImmutableArray<CatalogSource> sources) => CatalogLoader.Load(sources).Match(
        loaded => CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries),
        refused => throw new InvalidOperationException(refused.Diagnostics[0].ToString()));
}
