using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>Reads refresh tokens: whose, of which key, of which Mission, and whether they still count.</summary>
/// <remarks>Source: RFC 6749 §6; RFC 9700 §4.14.2; derivation digest §10.</remarks>
internal sealed class RefreshCredential(IStore store, GrantReuse reuse, TimeProvider time)
{
    /// <summary>Reads a refresh token.</summary>
    /// <param name="token">The token as it came.</param>
    /// <param name="client">The authenticated client.</param>
    /// <param name="keyThumbprint">The key of the proof, or null.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The row, or the standard error: of an ended family too. A token that was rotated away ends its family.</returns>
    public async Task<Parsed<RefreshToken>> ReadAsync(string token, Client client, string? keyThumbprint, CancellationToken cancellation)
    {
        if (keyThumbprint is null)
        {
            return OAuthErrors.InvalidDpopProof.Because("a proof is needed");
        }

        Document<RefreshToken>? found = await store.GetAsync(TokenTables.Refresh, HandleHash.Of(token).Value, cancellation);
        if (found is null || found.Value.ClientId != client.ClientId)
        {
            return OAuthErrors.InvalidGrant.Because("the refresh token is unknown or of another client");
        }

        RefreshToken row = found.Value;
        if (row.ReplacedAt is not null)
        {
            return await reuse.EndAsync(row.FamilyId, row.ClientId, row.MissionId, Families.RefreshReuse, cancellation);
        }

        // The clock of a Mission speaks for itself: mission_expired, where the token would only be expired.
        if (row.ExpiresAt <= time.GetUtcNow() && row.MissionId is null)
        {
            return OAuthErrors.InvalidGrant.Because("the refresh token is expired");
        }

        if (row.KeyThumbprint != keyThumbprint)
        {
            return OAuthErrors.InvalidGrant.Because("the proof is of another key than the refresh token is bound to");
        }

        return await Families.EndedAsync(store, row.FamilyId, cancellation) is { } ended ? ended : row;
    }

    /// <summary>Checks the token once more inside the transaction that issues, and rotates it where a new one is given.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="row">The token as it was read.</param>
    /// <param name="next">The token that takes its place, or null when it stays.</param>
    public static OAuthError? Use(IStoreTransaction write, RefreshToken row, RefreshToken? next)
    {
        Document<RefreshToken>? current = write.Get(TokenTables.Refresh, row.TokenHash);
        if (current is null)
        {
            return OAuthErrors.InvalidGrant.Because("used before");
        }

        // Two uses at once: the one that came second is a reuse like any other.
        if (current.Value.ReplacedAt is not null)
        {
            Families.End(write, row.FamilyId, Families.RefreshReuse);
            Families.Reuse(row.ClientId, row.MissionId, Families.RefreshReuse).Append(write);
            return OAuthErrors.InvalidGrant.Because("used before");
        }

        if (Families.Dead(write, row.FamilyId) is { } dead)
        {
            return dead;
        }

        if (next is not null)
        {
            write.Update(TokenTables.Refresh, current.Value with { ReplacedAt = write.Now }, current.Version);
            write.Insert(TokenTables.Refresh, next);
        }

        return null;
    }

    /// <summary>The error of a Mission that is not active, inside the transaction that issues; null when it is, or when there is none.</summary>
    public static OAuthError? Stopped(IStoreTransaction write, string? missionId) =>
        missionId is null ? null
        : write.Get(MissionTables.Missions, missionId) is not { } mission ? OAuthErrors.InvalidGrant.Because("the Mission is gone")
        : MissionClock.Effective(mission.Value, write.Now) != Engine.Decisions.MissionState.Active ? DerivationRefusals.Stopped(mission.Value, write.Now)
        : null;
}
