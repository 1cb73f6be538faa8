using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>Ends families, and says whether one still lives; always inside a transaction.</summary>
internal static class Families
{
    public const string CodeReuse = "code_reuse";
    public const string RefreshReuse = "refresh_reuse";
    public const string RevokedByClient = "revoked_by_client";

    /// <summary>Whether nothing ended the family.</summary>
    public static bool IsAlive(IStoreTransaction write, string familyId) => write.Get(TokenTables.Families, familyId) is { Value.EndedAt: null };

    /// <summary>The error of a credential whose family was ended, or null.</summary>
    public static OAuthError? Dead(IStoreTransaction write, string familyId) =>
        IsAlive(write, familyId) ? null : OAuthErrors.InvalidGrant.Because("the grant was ended");

    /// <summary>Ends a family, and what the same request was issued before its decision; ending it twice changes nothing.</summary>
    public static void End(IStoreTransaction write, string familyId, string reason)
    {
        if (write.Get(TokenTables.Families, familyId) is { Value.EndedAt: null } family)
        {
            write.Update(TokenTables.Families, family.Value with { EndedAt = write.Now, EndReason = reason }, family.Version);
            StatusChanges.Family(write, familyId);
            if (family.Value.InterimFamilyId is { } interim)
            {
                End(write, interim, reason);
            }
        }
    }

    /// <summary>The evidence of a credential that was used twice.</summary>
    public static EvidenceDraft Reuse(string clientId, string? missionId, string reason) => new(
        EvidenceKinds.ReuseDetected,
        new EvidenceEntry { EventId = EvidenceDesk.NewId(), Client = clientId, MissionId = missionId, Reason = reason },
        null);
}
