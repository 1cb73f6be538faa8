using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Server.Guard;

/// <summary>A key of this process alone and a token signed with it, so that a person can try the surface without an authorization server.</summary>
internal sealed class DevelopmentToken : IDisposable
{
    /// <summary>The issuer of tokens for development.</summary>
    public const string Issuer = "urn:mission-policy:development";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public key.</summary>
    public SecurityKey Key => new ECDsaSecurityKey(key) { KeyId = "development" };

    /// <summary>A token that lives for a day.</summary>
    /// <param name="audience">Its audience.</param>
    /// <param name="client">Its client.</param>
    /// <param name="scope">Its scopes.</param>
    /// <param name="now">The time of issue.</param>
    public string Write(string audience, string client, string scope, DateTimeOffset now) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = audience,
        TokenType = "at+jwt",
        IssuedAt = now.UtcDateTime,
        NotBefore = now.UtcDateTime,
        Expires = now.AddDays(1).UtcDateTime,
        Claims = new Dictionary<string, object> { ["client_id"] = client, ["sub"] = client, ["scope"] = scope, ["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) },
        SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
    });

    public void Dispose() => key.Dispose();
}
