using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Configuration;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Rules;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Loading.Binding;
using MissionPolicy.Engine.Loading.Yaml;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>A catalog in, every finding out: the mistakes of the language once, from the engine; what is unwise, from the rules.</summary>
internal sealed class Linter(LintConfiguration configuration)
{
    /// <summary>The catalog that this one is to replace, or null.</summary>
    public CompiledCatalog? Base { get; init; }

    /// <summary>Called once for each entry that was judged.</summary>
    public Action OnEntry { get; init; } = static () => { };

    /// <summary>Judges a catalog.</summary>
    /// <param name="sources">The files.</param>
    /// <exception cref="CouldNotRunException">The configuration names a level that the vocabulary does not have.</exception>
    public LintReport Run(ImmutableArray<CatalogSource> sources) => CatalogLoader.Load(sources).Match(
        loaded => new LintReport(FindingOrder.Sort(Judge(sources, loaded.Model, isWhole: true)), sources.Length),
        refused => new LintReport(FindingOrder.Sort([.. refused.Diagnostics.Select(Finding.Of), .. Rest(sources, refused.Diagnostics)]), sources.Length));

    // One broken entry refuses the catalog, but says nothing about the others: they are judged without it.
    private IEnumerable<Finding> Rest(ImmutableArray<CatalogSource> sources, ImmutableArray<CatalogDiagnostic> mistakes)
    {
        HashSet<string> broken = [.. mistakes.Select(mistake => mistake.Position.File)];
        ImmutableArray<CatalogSource> sound = [.. sources.Where(source => !broken.Contains(source.Path))];
        return sound.Length == sources.Length ? [] : CatalogLoader.Load(sound).Match(loaded => Judge(sound, loaded.Model, isWhole: false), _ => []);
    }

    private IEnumerable<Finding> Judge(ImmutableArray<CatalogSource> sources, CatalogModel model, bool isWhole)
    {
        if (configuration.Limits.StrongAcr is { } named && model.Vocabulary.Rank(named) < 0)
        {
            throw new CouldNotRunException($"The configuration's strong_acr `{named}` is no level of this vocabulary.");
        }

        CompiledCatalog compiled = CompiledCatalog.Compile(model.Vocabulary, model.Entries);
        LintCatalog catalog = new()
        {
            Entries = [.. compiled.Purposes.Values.OrderBy(purpose => purpose.Entry.Source.File, StringComparer.Ordinal).Select(purpose => new LintEntry(purpose, configuration.Limits))],
            Vocabulary = model.Vocabulary,
            VocabularyFiles = [.. sources.Where(source => source.Path.Split('/').SkipLast(1).Contains("vocabulary")).Select(Map).OfType<SourceMap>()],
            Base = Base,
            IsWhole = isWhole,
            Limits = configuration.Limits,
        };
        Excerpts excerpts = new(sources);
        ImmutableArray<(LintRule Rule, Remark Remark)> remarks =
        [
            .. SideBySide.Map(catalog.Entries, OfEntry).SelectMany(found => found),
            .. RuleCatalog.All.SelectMany(rule => (rule.OfCatalog?.Invoke(catalog) ?? []).Select(remark => (rule, remark))),
        ];
        ImmutableArray<Finding> findings = [.. remarks.Select(item => Tell(item.Rule, item.Remark, excerpts)).OfType<Finding>()];
        return new SuppressionJudge((rule, remark) => Tell(rule, remark, excerpts)).Apply(sources, findings);
    }

    private (LintRule Rule, Remark Remark)[] OfEntry(LintEntry entry)
    {
        OnEntry();
        return [.. RuleCatalog.All.SelectMany(rule => (rule.OfEntry?.Invoke(entry) ?? []).Select(remark => (rule, remark)))];
    }

    private Finding? Tell(LintRule rule, Remark remark, Excerpts excerpts)
    {
        DiagnosticSeverity? severity = configuration.Severities.TryGetValue(rule.Id, out DiagnosticSeverity? chosen) ? chosen : rule.Severity;
        return severity is not { } told || configuration.Exclusions.Any(exclusion => exclusion.Covers(remark.Position.File, rule.Id))
            ? null
            : new Finding
            {
                Id = rule.Id,
                Severity = told,
                Position = remark.Position,
                Message = remark.Message,
                Help = remark.Help,
                Excerpt = excerpts.At(remark.Position),
            };
    }

    private static SourceMap? Map(CatalogSource source) => YamlReader.Read(source, new DiagnosticBag()) is { } root ? BindingScope.MapOf(root) : null;
}
