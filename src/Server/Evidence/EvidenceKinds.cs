namespace MissionPolicy.Server.Evidence;

/// <summary>The kinds of evidence records.</summary>
internal static class EvidenceKinds
{
    public const string BootstrapRefused = "bootstrap.refused";
    public const string MissionProposed = "mission.proposed";
    public const string MissionApproved = "mission.approved";
    public const string MissionDenied = "mission.denied";
    public const string ReviewDecided = "review.decided";
    public const string MissionAttested = "mission.attested";
    public const string MissionTransition = "mission.transition";
    public const string MissionNarrowed = "mission.narrowed";
    public const string MissionCatalogChanged = "mission.catalog_changed";
    public const string DerivationIssued = "derivation.issued";
    public const string DerivationRefused = "derivation.refused";
    public const string ProjectionIssued = "projection.issued";
    public const string ProjectionRefused = "projection.refused";
    public const string BoundaryDecided = "boundary.decided";
    public const string AssertionRedeemed = "assertion.redeemed";
    public const string AssertionRefused = "assertion.refused";
    public const string DeferralOpened = "deferral.opened";
    public const string DeferralResolved = "deferral.resolved";
    public const string DeferralRefused = "deferral.refused";
    public const string DeferralExpired = "deferral.expired";
    public const string DeferralCancelled = "deferral.cancelled";
    public const string ReuseDetected = "reuse.detected";
    public const string QuestionsStopped = "questions.stopped";
    public const string QuestionsAllowed = "questions.allowed";
    public const string PersonalErased = "personal.erased";

    /// <summary>Whether a record of this kind is a decision that the rules of a purpose made.</summary>
    /// <param name="kind">One of the kinds.</param>
    public static bool IsDecidedByRules(string kind) => kind is BootstrapRefused or MissionProposed or MissionApproved or MissionAttested
        or DerivationIssued or DerivationRefused or ProjectionIssued or ProjectionRefused or BoundaryDecided;
}
