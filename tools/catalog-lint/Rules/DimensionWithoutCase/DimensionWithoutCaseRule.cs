using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.DimensionWithoutCase;

/// <summary>A way to cross the boundary that no case shows.</summary>
internal static class DimensionWithoutCaseRule
{
    public static LintRule Rule { get; } = new("MP2503", "dimension-without-case", DiagnosticSeverity.Warning, "A way to cross the boundary that no case shows") { OfEntry = Check };

    private static readonly (string Dimension, string[] Codes)[] Dimensions =
    [
        ("subject", [ReasonCodes.SubjectOutside]),
        ("tenant", [ReasonCodes.TenantOutside]),
        ("class", [ReasonCodes.ResourceClassOutside]),
        ("operation", [ReasonCodes.OperationOutside, ReasonCodes.OperationStronger]),
        ("resource server", [ReasonCodes.ResourceOutsideBounds]),
        ("lifetime", [ReasonCodes.LifetimeLonger]),
        ("propagation audience", [ReasonCodes.PropagationAudience]),
        ("propagation depth", [ReasonCodes.PropagationDepth]),
    ];

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        string[] shown = [.. entry.Entry.Cases.Where(item => item.Expect.Outcome is "reapprove" or "deny").SelectMany(item => item.Expect.Codes)];
        if (!entry.Entry.Cases.Any(item => item.Expect.Outcome == "reapprove"))
        {
            yield break;
        }

        (string Dimension, string[] Codes)[] bounds = entry.Entry.Authority.All(rule => rule.Where.IsEmpty) ? [] : [("params", [ReasonCodes.ParamOutsideBounds])];
        string[] missing = [.. Dimensions.Concat(bounds).Where(row => !row.Codes.Any(shown.Contains)).Select(row => $"{row.Dimension} (`{string.Join("` or `", row.Codes)}`)")];
        if (missing.Length > 0)
        {
            yield return new Remark(entry.At("$.cases"), $"No case crosses: {string.Join(", ", missing)}.", "Add a case for each; one action may cross in several dimensions at once.");
        }
    }
}
