using System.Collections.Immutable;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary>The codes of what <c>diff</c> and <c>replay</c> tell.</summary>
internal static class ChangeCodes
{
    public const string Widened = "MP3001";
    public const string Undecided = "MP3002";
    public const string Narrowed = "MP3003";
    public const string MissionTouched = "MP3004";
    public const string DecisionLooser = "MP3101";
    public const string DecisionStricter = "MP3102";
    public const string DecisionUnknown = "MP3103";
    public const string LineUnreadable = "MP3104";
    public const string DecisionNotReproduced = "MP3105";

    private const string Page = "docs/catalog-lint.md";

    public static ImmutableArray<(string Id, string Name, string Title, DiagnosticSeverity Severity, string Page)> All { get; } =
    [
        (Widened, "widened", "Something becomes possible that was not", DiagnosticSeverity.Error, Page),
        (Undecided, "undecided", "A change could not be compared, so a widening cannot be ruled out", DiagnosticSeverity.Error, Page),
        (Narrowed, "narrowed", "Something is not possible any more", DiagnosticSeverity.Note, Page),
        (MissionTouched, "mission-touched", "A live Mission loses something", DiagnosticSeverity.Warning, Page),
        (DecisionLooser, "decision-looser", "A past decision would allow more", DiagnosticSeverity.Error, Page),
        (DecisionStricter, "decision-stricter", "A past decision would allow less", DiagnosticSeverity.Warning, Page),
        (DecisionUnknown, "decision-unknown", "A past decision cannot be made again from its line alone", DiagnosticSeverity.Warning, Page),
        (LineUnreadable, "line-unreadable", "A line of the decision log cannot be read", DiagnosticSeverity.Error, Page),
        (DecisionNotReproduced, "decision-not-reproduced", "The line's own envelope does not give the line's decision", DiagnosticSeverity.Error, Page),
    ];
}
