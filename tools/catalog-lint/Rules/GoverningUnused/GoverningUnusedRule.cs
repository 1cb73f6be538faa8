using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.GoverningUnused;

/// <summary>A governing param bounds nothing.</summary>
internal static class GoverningUnusedRule
{
    public static LintRule Rule { get; } = new("MP2101", "governing-unused", DiagnosticSeverity.Warning, "A governing param bounds nothing") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        CatalogEntry rules = entry.Entry;
        HashSet<string> used =
        [
            .. Conditions.Of(rules).SelectMany(Conditions.Facts).Where(fact => fact.Scope == FactScope.Params).Select(fact => fact.Path.Split('.')[0]),
            .. rules.Propagation.Audiences.SelectMany(audience => audience.ProjectParams),
            .. rules.Resume.Same.Where(member => member.StartsWith("params.", StringComparison.Ordinal)).Select(member => member[7..].Split('.')[0]),
        ];
        return rules.Params.Governing.Where(name => !used.Contains(name)).Select(name => new Remark(
            entry.At($"$.params.schema.properties.{name}"),
            $"`{name}` governs, and no bound, step-up, rule, projection or resume reads it: the person approves a limit that is not there.",
            $"Bind it with `where`, or list `{name}` under `audit_only`."));
    }
}
