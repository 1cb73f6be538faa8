using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tokens;

/// <summary>Signs what this server issues, with the key that signs now.</summary>
/// <param name="keys">The key ring.</param>
/// <param name="options">Which algorithm.</param>
internal sealed class TokenSigner(KeyRing keys, IOptions<ServerOptions> options)
{
    public const string AccessTokenType = "at+jwt";
    public const string IdTokenType = "JWT";
    public const string AssertionType = "oauth-id-jag+jwt";
    public const string IntrospectionType = "token-introspection+jwt";

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningAlgorithm algorithm =
        options.Value.SigningAlgorithm == SigningAlgorithm.PS256.Name() ? SigningAlgorithm.PS256 : SigningAlgorithm.ES256;

    /// <summary>Signs a payload.</summary>
    /// <param name="type">The <c>typ</c>.</param>
    /// <param name="write">Writes the members of the payload; the object is open.</param>
    public string Sign(string type, Action<Utf8JsonWriter> write)
    {
        string payload = WireJson.Text(writer =>
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        });
        return handler.CreateToken(payload, keys.Current(algorithm).Credentials, new Dictionary<string, object> { [JwtHeaderParameterNames.Typ] = type });
    }
}
