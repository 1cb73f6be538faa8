using System.Collections.Immutable;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Deferred;

/// <summary>What a deferred token request asked for. It does not change while it waits.</summary>
/// <param name="GrantType">The grant that was asked.</param>
/// <param name="Resource">The resource server.</param>
/// <param name="Details">The <c>authorization_details</c> as they came, or null.</param>
/// <param name="Scopes">The scopes that were asked for.</param>
/// <remarks>Source: OAuth Deferred Token Response draft -01, security considerations: no wider than the original request.</remarks>
internal sealed record DeferralWish(string GrantType, string Resource, string? Details, ImmutableArray<string> Scopes)
{
    /// <summary>The type of token that the answer names: a token exchange has to.</summary>
    public string? IssuedTokenType => GrantType == GrantTypes.TokenExchange ? GrantTypes.AccessTokenType : null;

    /// <summary>The same wish under the Mission that was approved.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="client">The authenticated client.</param>
    /// <param name="keyThumbprint">The key of the proof.</param>
    /// <param name="familyId">The family of the tokens.</param>
    public DerivationWish Under(Mission mission, Client client, string keyThumbprint, string familyId) => new()
    {
        Client = client,
        KeyThumbprint = keyThumbprint,
        MissionId = mission.MissionId,
        FamilyId = familyId,
        At = Resource,
        Detail = Details is null ? null : Detail(Details) with { MissionRef = mission.MissionRef },
        Scopes = Scopes.ToSortedSet(),
        Credential = _ => null,
    };

    private static MissionDetail Detail(string details) => MissionDetailsParser.Parse(details, DetailUse.Token).Match(
        read => read[0], error => throw new InvalidOperationException("Stored details cannot be read: " + error.Description));
}
