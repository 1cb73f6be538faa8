using Microsoft.IdentityModel.JsonWebTokens;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>Ends tokens that their own client gives up. The Mission goes on: stopping it is another act, by other people.</summary>
/// <remarks>Source: RFC 7009 §2.1; derivation digest §9.</remarks>
internal sealed class Revocation(IStore store, OwnTokens own)
{
    /// <summary>Revokes. Whether the token existed is not told.</summary>
    public async Task RevokeAsync(string token, Client client, CancellationToken cancellation)
    {
        string hash = HandleHash.Of(token).Value;
        Document<RefreshToken>? refresh = await store.GetAsync(TokenTables.Refresh, hash, cancellation);
        if (refresh is not null && refresh.Value.ClientId == client.ClientId)
        {
            await store.WriteAsync(write => End(write, refresh.Value.FamilyId), cancellation);
            return;
        }

        JsonWebToken? access = await own.ReadAsync(token, TokenSigner.AccessTokenType) ?? await own.ReadAsync(token, TokenSigner.AssertionType);
        if (access is not null)
        {
            await store.WriteAsync(write => Revoke(write, access.Id, client.ClientId), cancellation);
        }
    }

    private static bool End(IStoreTransaction write, string familyId)
    {
        Families.End(write, familyId, Families.RevokedByClient);
        return true;
    }

    private static bool Revoke(IStoreTransaction write, string tokenId, string clientId)
    {
        Document<IssuedToken>? row = write.Get(TokenTables.Issued, tokenId);
        if (row is not { Value.RevokedAt: null } || row.Value.ClientId != clientId)
        {
            return false;
        }

        StatusChanges.Token(write, row.Value);
        return write.Update(TokenTables.Issued, row.Value with { RevokedAt = write.Now }, row.Version).Succeeded;
    }
}
