using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>Differences as findings, for code scanning, annotations and test reports.</summary>
internal static class DiffFindings
{
    public static ImmutableArray<Finding> Of(CatalogDifference difference, CompiledCatalog after, LiveImpact? live) => FindingOrder.Sort(
        difference.Purposes.SelectMany(purpose => purpose.Dimensions.Select(item => Of(purpose, item)))
            .Concat((live?.Touched ?? []).Select(touched => Of(touched, after))));

    private static Finding Of(TouchedMission touched, CompiledCatalog after) => new()
    {
        Id = ChangeCodes.MissionTouched,
        Severity = DiagnosticSeverity.Warning,
        Position = after.Purpose(touched.Mission.Kind) is { } purpose ? purpose.Entry.Source.At("$.on_change") : Elsewhere(touched.Mission.Kind),
        Message = $"Mission {touched.Mission.MissionRef} of `{touched.Mission.Values.Client}` is {touched.Words}.",
        Help = "Say in `on_change` what a change does to live Missions, and let their owners know before it is deployed.",
    };

    private static Finding Of(PurposeDifference purpose, DimensionDifference difference)
    {
        (string id, DiagnosticSeverity severity, string help) = difference switch
        {
            { IsWider: true, Classification: Change.Incomparable } => (ChangeCodes.Widened, DiagnosticSeverity.Error, "Something else is not possible any more. Review both."),
            { IsWider: true } => (ChangeCodes.Widened, DiagnosticSeverity.Error, "Review what becomes possible."),
            { Classification: Change.Incomparable } => (ChangeCodes.Undecided, DiagnosticSeverity.Error, "Review it by hand: a widening cannot be ruled out."),
            _ => (ChangeCodes.Narrowed, DiagnosticSeverity.Note, "Look at the live Missions with `replay`."),
        };
        return new Finding
        {
            Id = id,
            Severity = severity,
            Position = Place(purpose, difference),
            Message = $"{purpose.Kind}, {Words.Of(difference.Dimension)}, {Words.Of(difference.Classification)}: {difference.Summary}.{Seen(difference.Witness)}",
            Help = help,
        };
    }

    // A difference stands where the new catalog says it; what is gone, where the old one did.
    private static SourcePosition Place(PurposeDifference purpose, DimensionDifference difference)
    {
        SourcePosition at = difference.After.Line > 0 ? difference.After : difference.Before;
        return at.Line > 0 ? at : Elsewhere(purpose.Kind);
    }

    private static SourcePosition Elsewhere(string kind) => new($"purposes/{kind.Split('/', ':')[^1]}.yaml", 1, 1, "$");

    private static string Seen(Witness? witness) =>
        witness is null ? string.Empty : $" Before: {witness.BeforeAnswer}. After: {witness.AfterAnswer}. Witness: {witness.Question}";
}
