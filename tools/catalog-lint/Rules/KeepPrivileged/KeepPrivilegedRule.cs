using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.KeepPrivileged;

/// <summary>A change of an entry with privileged operations does not reach live Missions.</summary>
internal static class KeepPrivilegedRule
{
    public static LintRule Rule { get; } = new(
        "MP2409",
        "keep-privileged",
        DiagnosticSeverity.Note,
        "A change of an entry with privileged operations does not reach live Missions") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => entry.Entry.OnChange != ChangeRule.Keep ? [] : entry.Privileged
        .Take(1)
        .Select(granted => new Remark(
            entry.At("$.on_change"),
            $"`{string.Join("`, `", granted.Operations)}` of `{granted.Rule.Resource}` is privileged, and `keep` leaves it to live Missions when you take it out of the entry.",
            "Leave `on_change` out, so that a narrower entry narrows them, or write `on_change: suspend`."));
}
