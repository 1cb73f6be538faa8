namespace MissionPolicy.Client.Missions;

/// <summary>Token type and grant type identifiers.</summary>
/// <remarks>Source: RFC 8693 §3; ID-JAG draft; RFC 7523 §2.1.</remarks>
internal static class TokenTypes
{
    public const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    public const string RefreshToken = "urn:ietf:params:oauth:token-type:refresh_token";
    public const string IdToken = "urn:ietf:params:oauth:token-type:id_token";
    public const string IdentityAssertion = "urn:ietf:params:oauth:token-type:id-jag";
    public const string ExchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";
    public const string AssertionGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
}
