using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary>The metadata of the OpenID Provider and authorization server, under both well-known addresses.</summary>
/// <remarks>Source: OpenID Connect Discovery §3, §4; RFC 8414 §2, §3; and the metadata sections of RFC
/// 9101, 9126, 9207, 9396, 9449, 9701, the Client Context draft, DTR 1.0 and the ID-JAG draft.</remarks>
internal static class DiscoveryEndpoint
{
    public const string OpenIdPath = "/.well-known/openid-configuration";
    public const string OAuthPath = "/.well-known/oauth-authorization-server";

    public static readonly string[] Methods = ["private_key_jwt", "client_secret_basic", "none"];
    private static readonly string[] Confidential = ["private_key_jwt", "client_secret_basic"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OpenIdPath, Handle).WithSummary("OpenID Provider metadata.").WithTags("OAuth");
        routes.MapGet(OAuthPath, Handle).WithSummary("Authorization server metadata.").WithTags("OAuth");
    }

    private static JsonAnswer Handle(
        HttpContext http,
        IOptions<ServerOptions> options,
        IOptions<ClientSelfRegistrationOptions> registration,
        IOptions<MissionDraftOptions> draft,
        IOptions<SignalOptions> signals,
        CatalogHost catalog,
        IEnumerable<IGrant> grants)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        bool isRegistering = registration.Value.InitialAccessTokenHashes.Count > 0;
        // The member promises events of the drafts' type; with another one there are none.
        bool isTelling = draft.Value.Enabled && signals.Value.MissionEventUri == SignalOptions.DraftMissionEventUri;
        return new JsonAnswer(
            writer => Write(writer, options.Value, isRegistering, isTelling, catalog, [.. grants.Select(grant => grant.GrantType)]));
    }

    private static void Write(
        Utf8JsonWriter writer, ServerOptions server, bool isRegistering, bool isTelling, CatalogHost catalog, string[] grants)
    {
        bool isDeferring = grants.Contains(GrantTypes.Deferred);
        writer.WriteStartObject();
        writer.WriteString("issuer", server.Issuer);
        writer.WriteString("authorization_endpoint", server.Url(AuthorizationEndpoint.Path));
        writer.WriteString("token_endpoint", server.Url(TokenEndpoint.Path));
        writer.WriteString("pushed_authorization_request_endpoint", server.Url(PushedAuthorizationEndpoint.Path));
        writer.WriteBoolean("require_pushed_authorization_requests", false);
        writer.WriteString("jwks_uri", server.Url(JwksEndpoint.Path));
        writer.WriteString("userinfo_endpoint", server.Url(UserInfoEndpoint.Path));
        writer.WriteString("introspection_endpoint", server.Url(IntrospectionEndpoint.Path));
        writer.WriteString("revocation_endpoint", server.Url(RevocationEndpoint.Path));
        if (isRegistering)
        {
            writer.WriteString("registration_endpoint", server.Url(ClientRegistrationEndpoint.Path));
        }

        WireJson.Strings(writer, "response_types_supported", isDeferring ? [ResponseTypes.Code, ResponseTypes.Deferred, ResponseTypes.DeferredOrCode] : [ResponseTypes.Code]);
        WireJson.Strings(writer, "response_modes_supported", ["query", "form_post"]);
        WireJson.Strings(writer, "grant_types_supported", grants.Order(StringComparer.Ordinal));
        WireJson.Strings(writer, "scopes_supported", ["openid", "profile", "email", "offline_access", .. Guard.Scopes.All]);
        WireJson.Strings(
            writer, "claims_supported", ["sub", "name", "email", "email_verified", "auth_time", "acr", "amr", "client_context"]);
        WireJson.Strings(writer, "subject_types_supported", ["public", "pairwise"]);
        WireJson.Strings(writer, "acr_values_supported", catalog.Current.Vocabulary.Levels.Select(level => level.Name));
        WireJson.Strings(writer, "prompt_values_supported", ["none", "login", "consent", "select_account"]);
        WireJson.Strings(writer, "code_challenge_methods_supported", [Pkce.Method]);
        WireJson.Strings(writer, "token_endpoint_auth_methods_supported", Methods);
        WireJson.Strings(writer, "introspection_endpoint_auth_methods_supported", Confidential);
        WireJson.Strings(writer, "revocation_endpoint_auth_methods_supported", Methods);
        foreach (string name in (string[])
            ["id_token_signing_alg_values_supported", "token_endpoint_auth_signing_alg_values_supported", "introspection_endpoint_auth_signing_alg_values_supported",
            "revocation_endpoint_auth_signing_alg_values_supported", "request_object_signing_alg_values_supported", "introspection_signing_alg_values_supported",
            "dpop_signing_alg_values_supported"])
        {
            WireJson.Strings(writer, name, name is "id_token_signing_alg_values_supported" or "introspection_signing_alg_values_supported" ? [server.SigningAlgorithm] : SigningAlgorithms.Names);
        }

        writer.WriteBoolean("authorization_response_iss_parameter_supported", true);
        writer.WriteBoolean("request_parameter_supported", true);
        writer.WriteBoolean("request_uri_parameter_supported", false);
        writer.WriteBoolean("claims_parameter_supported", false);
        WireJson.Strings(writer, "authorization_details_types_supported", [MissionDetail.Type]);
        writer.WriteString(DetailTypesEndpoint.Member, server.Url(DetailTypesEndpoint.Path));
        WireJson.Strings(writer, "client_context_types_supported", ContextTypes.All);
        writer.WriteBoolean("client_context_par_required", true);
        WireJson.Strings(writer, "identity_chaining_requested_token_types_supported", [GrantTypes.AssertionType]);
        if (grants.Contains(GrantTypes.JwtBearer))
        {
            WireJson.Strings(writer, "authorization_grant_profiles_supported", [ResourceRoleMetadataEndpoint.IdJagProfile]);
        }

        if (isDeferring)
        {
            writer.WriteString("deferred_authentication_cancellation_endpoint", server.Url("/deferred/cancel"));
        }

        if (grants.Contains(GrantTypes.DeferredToken))
        {
            writer.WriteBoolean("deferred_token_response_supported", true);
            WireJson.Strings(writer, "revocation_endpoint_token_type_values_supported", [GrantTypes.DeferralCodeType]);
        }

        if (isTelling)
        {
            writer.WriteString("mission_event_stream_endpoint", server.Url(SsfStreamEndpoint.Path));
        }

        writer.WriteEndObject();
    }
}
