using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.AutoApprovedPrivileged;

/// <summary>A privileged operation that nobody approves.</summary>
internal static class AutoApprovedPrivilegedRule
{
    public static LintRule Rule { get; } = new("MP2403", "auto-approved-privileged", DiagnosticSeverity.Warning, "A privileged operation that nobody approves") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => entry.Entry.Approval.Mode != ApprovalMode.Auto
        ? []
        : entry.Privileged.Select(granted => new Remark(
            entry.At($"$.authority[{granted.Index}].operations"),
            $"`{string.Join("`, `", granted.Operations)}` of `{granted.Rule.Resource}` is privileged, and no person approves the Mission.",
            "Set `approval.mode` to `user` or `review`."));
}
