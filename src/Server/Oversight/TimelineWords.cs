using System.Collections.Frozen;
using MissionPolicy.Server.Evidence;

namespace MissionPolicy.Server.Oversight;

/// <summary>Evidence in plain words. A kind or a code that has none here is shown as it is, never left out.</summary>
internal static class TimelineWords
{
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["approver_revoked"] = "by an approver",
        ["admin_revoked"] = "by an administrator",
        ["admin_completed"] = "by an administrator: it is done",
        ["admin_narrowed"] = "by an administrator",
        ["admin_suspended"] = "by an administrator",
        ["admin_resumed"] = "by an administrator",
        ["completed"] = "by the application: it is done",
        ["client_rejected_context"] = "by the application: it was not what it had asked for",
        ["superseded"] = "another approval took its place",
        ["end_reached"] = "its time is over",
        ["idle"] = "it rested too long",
        ["not_redeemed"] = "the application did not begin in time",
        ["not_decided"] = "nobody decided in time",
        ["user_declined"] = "the person said no",
        ["subject_outside"] = "for another person",
        ["tenant_outside"] = "in another organisation",
        ["operation_stronger"] = "a stronger operation",
        ["operation_outside"] = "an operation that was not approved",
        ["resource_class_outside"] = "something of a kind that was not approved",
        ["resource_outside_bounds"] = "an object outside what was approved",
        ["param_outside_bounds"] = "an object outside what was approved",
        ["lifetime_longer"] = "for longer than approved",
        ["propagation_audience"] = "at a server that was not approved",
        ["propagation_depth"] = "too far from home",
        ["mission_not_active"] = "it is not active",
        ["actor_mismatch"] = "by another application",
        ["key_mismatch"] = "with another key",
        ["forbidden_by_catalog"] = "something that is never allowed",
        ["catalog_withdrawn"] = "the purpose was withdrawn",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A record in words.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isOwn">Whether the reader is the person that the Mission acts for.</param>
    public static TimelineLine Of(TimelineEntry record, bool isOwn)
    {
        EvidenceEntry entry = record.Entry;
        (string text, TimelineSort sort) = record.Kind switch
        {
            EvidenceKinds.MissionProposed => ("Asked for", TimelineSort.Change),
            EvidenceKinds.MissionApproved => ("Approved", TimelineSort.Change),
            EvidenceKinds.MissionDenied => ("Denied", TimelineSort.Change),
            EvidenceKinds.MissionAttested => ("Confirmed again by a sign-in", TimelineSort.Change),
            EvidenceKinds.MissionNarrowed => ("Narrowed", TimelineSort.Change),
            EvidenceKinds.MissionTransition => (Became(entry.State), TimelineSort.Change),
            EvidenceKinds.DerivationIssued => ($"Access to {entry.Audience} for a short time", TimelineSort.Given),
            EvidenceKinds.ProjectionIssued => ($"{entry.Audience} was asked to do its part", TimelineSort.Given),
            EvidenceKinds.DerivationRefused => ($"Access to {entry.Audience} refused", TimelineSort.Refused),
            EvidenceKinds.ProjectionRefused => ($"{entry.Audience} was not to be told", TimelineSort.Refused),
            EvidenceKinds.BoundaryDecided => (entry.Codes.IsDefaultOrEmpty || IsInside(entry) ? "Asked about newly found work: inside" : "Asked about newly found work: not inside", TimelineSort.Asked),
            EvidenceKinds.ReuseDetected => ("A stolen or repeated token was noticed; its access was ended", TimelineSort.Change),
            _ => (record.Kind, TimelineSort.Change),
        };
        string why = string.Join("; ", Why(record.Kind, entry, isOwn));
        return new TimelineLine(record.At, why.Length == 0 ? text : $"{text} ({why})", sort);
    }

    private static string Reason(string code, bool isOwn) => code switch
    {
        "user_revoked" or "user_narrowed" => isOwn ? "by you" : "by the person",
        "user_completed" => isOwn ? "by you: it is done" : "by the person: it is done",
        _ => Codes.GetValueOrDefault(code, code),
    };

    private static IEnumerable<string> Why(string kind, EvidenceEntry entry, bool isOwn)
    {
        // A yes gives its codes too; only a no has to be explained.
        bool isNo = kind is EvidenceKinds.MissionDenied or EvidenceKinds.DerivationRefused or EvidenceKinds.ProjectionRefused or EvidenceKinds.BoundaryDecided;
        IEnumerable<string> codes = !isNo || entry.Codes.IsDefaultOrEmpty || IsInside(entry) ? [] : entry.Codes;
        return (entry.Reason is null ? codes : codes.Prepend(entry.Reason)).Select(code => Reason(code, isOwn)).Distinct(StringComparer.Ordinal);
    }

    private static bool IsInside(EvidenceEntry entry) => !entry.Codes.IsDefaultOrEmpty && entry.Codes.All(code => code == Engine.Decisions.ReasonCodes.Inside);

    private static string Became(string? state) => state switch
    {
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
