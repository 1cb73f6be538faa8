using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>The members of client metadata that this server knows; others are ignored and not kept.</summary>
/// <remarks>Source: RFC 7591 §2, §3.1; OpenID Connect Registration §2; RFC 9449 §5.2; RFC 9396 §10; Client Context draft; DTR 1.0.</remarks>
internal static class ClientMetadata
{
    public const string RedirectUris = "redirect_uris";
    public const string PostLogoutRedirectUris = "post_logout_redirect_uris";
    public const string GrantTypes = "grant_types";
    public const string ResponseTypes = "response_types";
    public const string AuthenticationMethod = "token_endpoint_auth_method";
    public const string Name = "client_name";
    public const string Scope = "scope";
    public const string Jwks = "jwks";
    public const string DetailTypes = "authorization_details_types";
    public const string ContextTypes = "client_context_types";
    public const string ContextValues = "client_context_values";
    public const string SubjectType = "subject_type";
    public const string SignedRequests = "require_signed_request_object";
    public const string PushedRequests = "require_pushed_authorization_requests";
    public const string DpopBound = "dpop_bound_access_tokens";
    public const string NotificationEndpoint = "deferred_client_notification_endpoint";
    public const string InitiateLoginUri = "initiate_login_uri";

    /// <summary>Members that would need this server to fetch something from a place that the client names.</summary>
    public static ImmutableArray<string> Fetched { get; } = ["jwks_uri", "sector_identifier_uri", "request_uris"];

    /// <summary>Members that name an algorithm that the client signs with.</summary>
    public static ImmutableArray<string> ClientAlgorithms { get; } = ["token_endpoint_auth_signing_alg", "request_object_signing_alg"];

    private static readonly FrozenSet<string> Kept = FrozenSet.ToFrozenSet(
        [
            RedirectUris, PostLogoutRedirectUris, GrantTypes, ResponseTypes, AuthenticationMethod, Name, Scope, Jwks, DetailTypes, ContextTypes,
            ContextValues, SubjectType, SignedRequests, NotificationEndpoint, InitiateLoginUri,
        ],
        StringComparer.Ordinal);

    /// <summary>The members to keep, as a JSON object.</summary>
    /// <param name="body">What was sent.</param>
    public static string Keep(JsonElement body) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        foreach (JsonProperty member in body.EnumerateObject().Where(member => Kept.Contains(member.Name)))
        {
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
    });
}
