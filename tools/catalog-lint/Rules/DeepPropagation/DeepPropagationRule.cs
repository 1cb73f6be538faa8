using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.DeepPropagation;

/// <summary>A Mission may travel far from home.</summary>
internal static class DeepPropagationRule
{
    public static LintRule Rule { get; } = new("MP2406", "deep-propagation", DiagnosticSeverity.Warning, "A Mission may travel far from home") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (entry.Entry.Propagation.Depth > entry.Limits.PropagationDepth)
        {
            yield return new Remark(
                entry.At("$.propagation.depth"),
                $"The Mission may travel {entry.Entry.Propagation.Depth} derivations away from home, where revoking it arrives late.",
                $"Keep it within {entry.Limits.PropagationDepth}, or raise `limits.propagation_depth` in the configuration.");
        }
    }
}
