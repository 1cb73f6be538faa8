using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>A client assertion: well formed, its signature and times not yet checked.</summary>
/// <remarks>Source: RFC 7523 §2.2, §3; OpenID Connect Core §9.</remarks>
internal sealed record ClientAssertion
{
    /// <summary>Longest assertion, in characters.</summary>
    public const int MaxLength = 8192;

    // A proof, a request object or an access token of the same client must never pass for an assertion (RFC 8725 §3.11).
    private static readonly string[] Types = ["JWT", "client-authentication+jwt"];

    private ClientAssertion(CompactJws jws, string clientId, string id) => (Jws, ClientId, Id) = (jws, clientId, id);

    /// <summary>The signed token.</summary>
    public CompactJws Jws { get; }

    /// <summary><c>iss</c> and <c>sub</c>, which are the same.</summary>
    public string ClientId { get; }

    /// <summary><c>jti</c>.</summary>
    public string Id { get; }

    /// <summary>Reads an assertion.</summary>
    /// <param name="text">The <c>client_assertion</c>.</param>
    public static Parsed<ClientAssertion> Parse(string text)
    {
        if (!CompactJws.TryParse(text, MaxLength, out CompactJws? jws, out string problem))
        {
            return Refuse(problem);
        }

        if (new JwtClaims(jws.Header).Has("typ") && !Types.Contains(jws.Type, StringComparer.OrdinalIgnoreCase))
        {
            return Refuse("typ is not that of a client assertion");
        }

        if (jws.Claims.Text("iss") is not { } issuer || jws.Claims.Text("sub") is not { } subject || issuer != subject)
        {
            return Refuse("iss and sub have to be the client_id");
        }

        return jws.Claims.Text("jti") is { } id ? new ClientAssertion(jws, issuer, id) : Refuse("jti is needed");
    }

    private static OAuthError Refuse(string problem) => OAuthErrors.InvalidClient.Because("client_assertion: " + problem);
}
