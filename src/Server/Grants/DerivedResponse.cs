using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Grants;

/// <summary>A derived token as a token response.</summary>
/// <remarks>Source: RFC 9396 §7: the granted details are told.</remarks>
internal static class DerivedResponse
{
    public static TokenResponse Of(DerivedToken token) => new()
    {
        AccessToken = token.AccessToken,
        TokenType = GrantTypes.Dpop,
        ExpiresIn = (long)(token.ExpiresAt - token.IssuedAt).TotalSeconds,
        Scope = string.Join(' ', token.Scopes),
        AuthorizationDetails = token.Details,
        MissionRef = token.Mission.MissionRef,
        MissionId = token.Claim?.Id,
        MissionExpiresAt = MissionClock.End(token.Mission),
        MissionProvisional = token.Mission.IsProvisional,
    };
}
