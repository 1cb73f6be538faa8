using System.Text.Json;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>Writes the answer to a registration: everything that holds for the client, also what it did not say.</summary>
/// <remarks>Source: RFC 7591 §3.2.1.</remarks>
internal static class ClientMetadataWriter
{
    /// <summary>Writes one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="made">What was made.</param>
    public static void Write(Utf8JsonWriter writer, NewClient made)
    {
        Client client = made.Client;
        writer.WriteStartObject();
        writer.WriteString("client_id", client.ClientId);
        writer.WriteNumber("client_id_issued_at", made.IssuedAt.ToUnixTimeSeconds());
        if (made.Secret is not null)
        {
            writer.WriteString("client_secret", made.Secret);
            writer.WriteNumber("client_secret_expires_at", 0);
        }

        WireJson.Optional(writer, ClientMetadata.Name, client.Name.Length > 0 ? client.Name : null);
        writer.WriteString(ClientMetadata.AuthenticationMethod, ClientWords.Name(client.AuthenticationMethod));
        WireJson.Strings(writer, ClientMetadata.RedirectUris, client.RedirectUris);
        WireJson.Strings(writer, ClientMetadata.GrantTypes, client.GrantTypes);
        WireJson.Strings(writer, ClientMetadata.ResponseTypes, client.ResponseTypes);
        writer.WriteString(ClientMetadata.Scope, string.Join(' ', client.Scopes));
        if (made.Jwks is { } jwks)
        {
            writer.WritePropertyName(ClientMetadata.Jwks);
            jwks.WriteTo(writer);
        }

        Some(writer, ClientMetadata.PostLogoutRedirectUris, client.PostLogoutRedirectUris);
        Some(writer, ClientMetadata.DetailTypes, client.AuthorizationDetailsTypes);
        if (client.ClientContextTypes is { } types)
        {
            WireJson.Strings(writer, ClientMetadata.ContextTypes, types);
        }

        Values(writer, client);
        writer.WriteString(ClientMetadata.SubjectType, client.Sector is null ? "public" : "pairwise");
        writer.WriteBoolean(ClientMetadata.SignedRequests, client.RequireSignedRequestObject);
        writer.WriteBoolean(ClientMetadata.PushedRequests, client.RequirePushedAuthorizationRequests);
        writer.WriteBoolean(ClientMetadata.DpopBound, true);
        writer.WriteString("id_token_signed_response_alg", made.IdTokenAlgorithm);
        WireJson.Optional(writer, ClientMetadata.NotificationEndpoint, client.DeferredNotificationEndpoint);
        WireJson.Optional(writer, ClientMetadata.InitiateLoginUri, client.InitiateLoginUri);
        writer.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter writer, Client client)
    {
        if (client.ClientContextValues.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(ClientMetadata.ContextValues);
        foreach ((string type, ValueArray<string> values) in client.ClientContextValues.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            WireJson.Strings(writer, type, values);
        }

        writer.WriteEndObject();
    }

    private static void Some(Utf8JsonWriter writer, string name, ValueArray<string> values)
    {
        if (!values.IsEmpty)
        {
            WireJson.Strings(writer, name, values);
        }
    }
}
