using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.PrivilegedUnbounded;

/// <summary>A privileged operation is granted on every object of its class.</summary>
internal static class PrivilegedUnboundedRule
{
    public static LintRule Rule { get; } = new("MP2203", "privileged-unbounded", DiagnosticSeverity.Warning, "A privileged operation is granted on every object of its class") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => entry.Privileged
        .Where(granted => granted.Rule.Where.IsEmpty)
        .Select(granted => new Remark(
            entry.At($"$.authority[{granted.Index}]"),
            $"`{string.Join("`, `", granted.Operations)}` of `{granted.Rule.Resource}` is privileged, and granted on every object of the class.",
            "Bind the rule with `where` to a governing param."));
}
