using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>Changed decisions as findings, each at its line of the log.</summary>
internal static class ReplayFindings
{
    public static ImmutableArray<Finding> Of(string log, ReplayResult result) => FindingOrder.Sort(
    [
        .. result.Broken.Select(broken => Finding(log, broken.Line, ChangeCodes.LineUnreadable, DiagnosticSeverity.Error, $"The line cannot be read: {broken.Why.TrimEnd('.')}.", "Repair the log, or leave the line out.")),
        .. result.Changed.Select(decision => Of(log, decision)),
    ]);

    private static Finding Of(string log, ReplayedDecision decision)
    {
        (string id, DiagnosticSeverity severity, string help) = decision.Verdict switch
        {
            ReplayVerdict.Looser => (ChangeCodes.DecisionLooser, DiagnosticSeverity.Error, "Review what becomes possible with `diff`."),
            ReplayVerdict.Unknown => (ChangeCodes.DecisionUnknown, DiagnosticSeverity.Warning, "Compare the entries with `diff`."),
            ReplayVerdict.NotReproduced => (ChangeCodes.DecisionNotReproduced, DiagnosticSeverity.Error, "The log was changed, or comes from another version of the engine."),
            _ => (ChangeCodes.DecisionStricter, DiagnosticSeverity.Warning, "Tell the people who work with it."),
        };
        return Finding(log, decision.Past.Line, id, severity, $"{decision.Past.Envelope.Kind}: {decision.Past.Words}: {ReplayForPeople.Words(decision)}.", help);
    }

    private static Finding Finding(string log, int line, string id, DiagnosticSeverity severity, string message, string help) =>
        new() { Id = id, Severity = severity, Position = new SourcePosition(log, line, 1, "$"), Message = message, Help = help };
}
