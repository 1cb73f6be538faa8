using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>One rule: what it is called, how grave it is, and how it looks.</summary>
/// <param name="Id">The stable id, for example <c>MP2501</c>.</param>
/// <param name="Name">The name in kebab case.</param>
/// <param name="Severity">How grave a finding is, where the configuration does not say otherwise.</param>
/// <param name="Title">What is unwise, in one sentence.</param>
internal sealed record LintRule(string Id, string Name, DiagnosticSeverity Severity, string Title)
{
    /// <summary>Looks at one entry by itself; null for a rule that needs all of them.</summary>
    public Func<LintEntry, IEnumerable<Remark>>? OfEntry { get; init; }

    /// <summary>Looks at the whole catalog; null for a rule of single entries.</summary>
    public Func<LintCatalog, IEnumerable<Remark>>? OfCatalog { get; init; }

    /// <summary>The page that explains it, from the root of the repository.</summary>
    public string DocPage => $"docs/lint/{Id}.md";
}
