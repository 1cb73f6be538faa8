using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary>The metadata of an authorization server that only redeems assertions. Whom it trusts is not in it.</summary>
/// <remarks>Source: RFC 8414 §2, §3; ID-JAG draft §7.2.</remarks>
internal static class ResourceRoleMetadataEndpoint
{
    /// <summary>The profile of the JWT bearer grant that takes ID-JAGs.</summary>
    public const string IdJagProfile = "urn:ietf:params:oauth:grant-profile:id-jag";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(DiscoveryEndpoint.OAuthPath, Handle).WithSummary("Authorization server metadata.").WithTags("OAuth");

    private static JsonAnswer Handle(HttpContext http, IOptions<ServerOptions> options, IEnumerable<IGrant> grants)
    {
        ServerOptions server = options.Value;
        http.Response.Headers.CacheControl = "public, max-age=300";
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("issuer", server.Issuer);
            writer.WriteString("token_endpoint", server.Url(TokenEndpoint.Path));
            writer.WriteString("jwks_uri", server.Url(JwksEndpoint.Path));
            writer.WriteString("introspection_endpoint", server.Url(IntrospectionEndpoint.Path));
            writer.WriteString("revocation_endpoint", server.Url(RevocationEndpoint.Path));
            WireJson.Strings(writer, "response_types_supported", []);
            WireJson.Strings(writer, "grant_types_supported", grants.Select(grant => grant.GrantType).Order(StringComparer.Ordinal));
            WireJson.Strings(writer, "authorization_grant_profiles_supported", [IdJagProfile]);
            WireJson.Strings(writer, "token_endpoint_auth_methods_supported", DiscoveryEndpoint.Methods);
            WireJson.Strings(writer, "token_endpoint_auth_signing_alg_values_supported", SigningAlgorithms.Names);
            WireJson.Strings(writer, "dpop_signing_alg_values_supported", SigningAlgorithms.Names);
            WireJson.Strings(writer, "authorization_details_types_supported", [MissionDetail.Type]);
            writer.WriteString(DetailTypesEndpoint.Member, server.Url(DetailTypesEndpoint.Path));
            writer.WriteEndObject();
        });
    }
}
