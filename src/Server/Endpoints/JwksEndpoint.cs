using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /jwks</c>: the public keys, those to come and those that signed what still lives included.</summary>
/// <remarks>Source: RFC 7517 §5; OpenID Connect Core §10.1.1.</remarks>
internal static class JwksEndpoint
{
    public const string Path = "/jwks";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle).WithSummary("Public keys.").WithTags("OAuth");

    private static JsonAnswer Handle(HttpContext http, KeyRing keys)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return new JsonAnswer(keys.WriteJwks);
    }
}
