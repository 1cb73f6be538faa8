using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Oversight;

/// <summary>Evidence in plain words; its reasons are <see cref="TimelineReasons"/>. A
/// kind that has none here is shown as it is, never left out.</summary>
internal static class TimelineWords
{
    /// <summary>A record in words.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isOwn">Whether the reader is the person that the Mission acts for.</param>
    public static TimelineLine Of(TimelineEntry record, bool isOwn)
    {
        EvidenceEntry entry = record.Entry;
        (string text, TimelineSort sort) = record.Kind switch
        {
            EvidenceKinds.BootstrapRefused => ("A sign-in approved nothing", TimelineSort.Refused),
            EvidenceKinds.MissionProposed => ("Asked for", TimelineSort.Change),
            EvidenceKinds.MissionApproved => ("Approved", TimelineSort.Change),
            EvidenceKinds.MissionDenied => ("Denied", TimelineSort.Change),
            EvidenceKinds.ReviewDecided => ("A reviewer answered", TimelineSort.Change),
            EvidenceKinds.MissionAttested => ("Confirmed again by a sign-in", TimelineSort.Change),
            EvidenceKinds.MissionNarrowed => ("Narrowed", TimelineSort.Change),
            EvidenceKinds.MissionCatalogChanged => (ByCatalog(entry), TimelineSort.Change),
            EvidenceKinds.MissionTransition => (Became(entry.State), TimelineSort.Change),
            EvidenceKinds.DerivationIssued => ($"Access to {entry.Audience} for a short time", TimelineSort.Given),
            EvidenceKinds.ProjectionIssued => ($"{entry.Audience} was asked to do its part", TimelineSort.Given),
            EvidenceKinds.DerivationRefused => ($"Access to {entry.Audience ?? "an unknown server"} refused", TimelineSort.Refused),
            EvidenceKinds.ProjectionRefused => ($"{entry.Audience} was not to be told", TimelineSort.Refused),
            EvidenceKinds.BoundaryDecided => (entry.Codes.IsDefaultOrEmpty || IsInside(entry) ? "Asked about newly found work: inside" : "Asked about newly found work: not inside", TimelineSort.Asked),
            EvidenceKinds.ReuseDetected => ("A stolen or repeated token was noticed; its access was ended", TimelineSort.Change),
            EvidenceKinds.AssertionRedeemed => ("A request of another organisation was taken", TimelineSort.Given),
            EvidenceKinds.AssertionRefused => ("A request of another organisation was refused", TimelineSort.Refused),
            EvidenceKinds.QuestionsStopped => ("The person wants no more questions of this kind", TimelineSort.Change),
            EvidenceKinds.QuestionsAllowed => ("The person lets the application ask again", TimelineSort.Change),
            EvidenceKinds.DeferralOpened => ("The application asked for more and waits for an answer", TimelineSort.Asked),
            EvidenceKinds.DeferralResolved => ("What the application asked for was approved", TimelineSort.Change),
            EvidenceKinds.DeferralRefused => ("What the application asked for was not approved", TimelineSort.Refused),
            EvidenceKinds.DeferralExpired => ("What the application asked for was not answered in time", TimelineSort.Refused),
            EvidenceKinds.DeferralCancelled => ("The application does not ask for more any longer", TimelineSort.Change),
            EvidenceKinds.PersonalErased => ("Personal details were erased", TimelineSort.Change),
            _ => (record.Kind, TimelineSort.Change),
        };
        string why = string.Join("; ", Why(record.Kind, entry, isOwn));
        return new TimelineLine(record.At, why.Length == 0 ? text : $"{text} ({why})", sort);
    }

    private static IEnumerable<string> Why(string kind, EvidenceEntry entry, bool isOwn)
    {
        // A yes gives its codes too; only a no has to be explained.
        bool isNo = kind is EvidenceKinds.MissionCatalogChanged or EvidenceKinds.BootstrapRefused or EvidenceKinds.MissionDenied or EvidenceKinds.DerivationRefused or EvidenceKinds.ProjectionRefused or EvidenceKinds.BoundaryDecided;
        IEnumerable<string> codes = !isNo || entry.Codes.IsDefaultOrEmpty || IsInside(entry) ? [] : entry.Codes;
        return (entry.Reason is null ? codes : codes.Prepend(entry.Reason)).Select(code => TimelineReasons.Of(code, isOwn)).Distinct(StringComparer.Ordinal);
    }

    private static bool IsInside(EvidenceEntry entry) =>
        !entry.Codes.IsDefaultOrEmpty && entry.Codes.All(code => code == Engine.Decisions.ReasonCodes.Inside);

    private static string ByCatalog(EvidenceEntry entry) =>
        entry.Reason == MissionCeilings.Restored ? "Given back what a change of the rules had taken"
        : entry.State == "suspended" ? "Paused, since the rules of this purpose changed" : "Narrowed, since the rules of this purpose changed";

    private static string Became(string? state) => state switch
    {
        "proposed" => "Asked for",
        "active" => "Active",
        "suspended" => "Paused",
        "completed" => "Done",
        "revoked" => "Stopped",
        "expired" => "Expired",
        "denied" => "Denied",
        "pending" => "Waits for a decision",
        "approved" => "Approved",
        _ => state ?? string.Empty,
    };
}
