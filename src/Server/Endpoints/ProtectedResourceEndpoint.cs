using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary>The metadata of this server's own APIs as a protected resource.</summary>
/// <remarks>Source: RFC 9728 §2, §3.</remarks>
internal static class ProtectedResourceEndpoint
{
    public const string Path = "/.well-known/oauth-protected-resource";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle).WithSummary("Protected resource metadata.").WithTags("OAuth");

    private static JsonAnswer Handle(HttpContext http, IOptions<ServerOptions> options)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("resource", options.Value.Issuer);
            WireJson.Strings(writer, "authorization_servers", [options.Value.Issuer]);
            WireJson.Strings(writer, "scopes_supported", [Scopes.OpenId, .. Scopes.All]);
            WireJson.Strings(writer, "bearer_methods_supported", ["header"]);
            WireJson.Strings(writer, "authorization_details_types_supported", [MissionDetail.Type]);
            WireJson.Strings(writer, "dpop_signing_alg_values_supported", SigningAlgorithms.Names);
            writer.WriteBoolean("dpop_bound_access_tokens_required", true);
            writer.WriteString("resource_name", "Mission Policy");
            writer.WriteEndObject();
        });
    }
}
