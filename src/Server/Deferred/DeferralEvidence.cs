using System.Collections.Immutable;
using MissionPolicy.Server.Evidence;

namespace MissionPolicy.Server.Deferred;

/// <summary>Evidence of deferred token requests: opened, resolved, refused, cancelled, expired.</summary>
/// <remarks>Source: OAuth Deferred Token Response draft -01.</remarks>
internal static class DeferralEvidence
{
    /// <summary>The face of a request in the words of the log.</summary>
    /// <param name="process">The request.</param>
    public static string Face(DeferredProcess process) => process.Face == DeferralFace.Ietf ? "ietf" : "openid";

    /// <summary>A token request was deferred.</summary>
    /// <param name="desk">Splits what is personal from what the log keeps.</param>
    /// <param name="process">The request.</param>
    /// <param name="context">The context that the person is asked to approve.</param>
    public static EvidenceDraft Opened(EvidenceDesk desk, DeferredProcess process, string context) => desk.Prepare(
        EvidenceKinds.DeferralOpened,
        Entry(process, process.CrossedMissionId, null) with { Codes = process.Crossings },
        new PersonalFacts { Subject = process.Subject, Requested = context });

    /// <summary>A person or reviewers said yes.</summary>
    /// <param name="process">The request.</param>
    public static EvidenceDraft Resolved(DeferredProcess process) =>
        new(EvidenceKinds.DeferralResolved, Entry(process, process.CrossedMissionId, null), null);

    /// <summary>It ended without tokens.</summary>
    /// <param name="process">The request.</param>
    /// <param name="to">The outcome.</param>
    /// <param name="reason">Why.</param>
    public static EvidenceDraft Ended(DeferredProcess process, DeferredState to, string reason) => new(
        to == DeferredState.Expired ? EvidenceKinds.DeferralExpired
            : reason == DeferredReasons.CancelledByClient ? EvidenceKinds.DeferralCancelled
            : EvidenceKinds.DeferralRefused,
        Entry(process, process.CrossedMissionId, reason),
        null);

    private static EvidenceEntry Entry(DeferredProcess process, string? missionId, string? reason) => new()
    {
        EventId = EvidenceDesk.NewId(),
        MissionId = missionId,
        Client = process.ClientId,
        PurposeKind = process.Kind,
        Face = Face(process),
        Reason = reason,
        Codes = ImmutableArray<string>.Empty,
    };
}
