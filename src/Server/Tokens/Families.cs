using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>Ends families, and says whether one still lives: inside the transaction that issues, and before anything of a Mission is told.</summary>
internal static class Families
{
    public const string CodeReuse = "code_reuse";
    public const string RefreshReuse = "refresh_reuse";
    public const string RevokedByClient = "revoked_by_client";

    private static OAuthError Ended => OAuthErrors.InvalidGrant.Because("the grant was ended");

    /// <summary>Whether nothing ended the family.</summary>
    public static bool IsAlive(IStoreTransaction write, string familyId) => write.Get(TokenTables.Families, familyId) is { Value.EndedAt: null };

    /// <summary>The error of a credential whose family was ended, or null.</summary>
    public static OAuthError? Dead(IStoreTransaction write, string familyId) =>
        IsAlive(write, familyId) ? null : Ended;

    /// <summary>The error of a credential whose family was ended, before the engine is asked: what it would say of the Mission is not for this caller any more.</summary>
    /// <remarks>A family that is past its time is left to the Mission's own clock. What is issued asks <see cref="Dead"/> once more.</remarks>
    public static async ValueTask<OAuthError?> EndedAsync(IStore store, string familyId, CancellationToken cancellation) =>
        await store.GetAsync(TokenTables.Families, familyId, cancellation) is { Value.EndedAt: not null } ? Ended : null;

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
