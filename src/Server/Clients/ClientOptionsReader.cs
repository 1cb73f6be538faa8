using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Clients;

/// <summary>Turns a client of the configuration into a client, and tells every mistake.</summary>
/// <param name="host">Where files are relative to, and whether this is Development.</param>
internal sealed class ClientOptionsReader(IHostEnvironment host)
{
    private const int MaxKeySetBytes = 64 * 1024;

    /// <summary>How an agent of a registration is verified, in evidence and decisions.</summary>
    private const string VerifiedBy = "client_registration";

    /// <summary>Reads one client.</summary>
    /// <param name="options">What the configuration says.</param>
    /// <param name="faults">Every mistake.</param>
    /// <returns>The client; to be used only without mistakes.</returns>
    public Client Read(ClientOptions options, out ImmutableArray<ClientFault> faults)
    {
        List<ClientFault> found = [];
        Client client = new()
        {
            ClientId = options.ClientId,
            Name = options.ClientName,
            AuthenticationMethod = Method(options, found),
            Keys = Keys(options, found),
            SecretHash = Secret(options, found),
            RedirectUris = options.RedirectUris.ToValueArray(),
            PostLogoutRedirectUris = options.PostLogoutRedirectUris.ToValueArray(),
            GrantTypes = options.GrantTypes.ToSortedSet(),
            ResponseTypes = ClientWords.Responses(options.ResponseTypes),
            Scopes = options.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet(),
            AuthorizationDetailsTypes = options.AuthorizationDetailsTypes.ToSortedSet(),
            ClientContextTypes = options.ClientContextTypes?.ToSortedSet(),
            ClientContextValues = options.ClientContextValues.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToSortedSet(), StringComparer.Ordinal),
            RequirePushedAuthorizationRequests = options.RequirePushedAuthorizationRequests,
            RequireSignedRequestObject = options.RequireSignedRequestObject,
            LegacyAssertionAudience = options.LegacyAssertionAudience,
            RotateRefreshTokens = options.RotateRefreshTokens || options.TokenEndpointAuthMethod == ClientWords.Name(ClientAuthenticationMethod.None),
            MaxMissionLifetime = Life(options, found),
            Agent = options.Agent.Length == 0 ? null : new VerifiedActor(options.AgentType, options.Agent, VerifiedBy),
            Resource = Optional(options.Resource),
            Sector = Optional(options.Sector),
            DeferredNotificationEndpoint = Optional(options.DeferredClientNotificationEndpoint),
            InitiateLoginUri = Optional(options.InitiateLoginUri),
        };
        faults = [.. found, .. ClientRules.Check(client)];
        return client;
    }

    private static ClientAuthenticationMethod Method(ClientOptions options, List<ClientFault> faults)
    {
        if (ClientWords.Method(options.TokenEndpointAuthMethod) is { } method)
        {
            return method;
        }

        faults.Add(new("token_endpoint_auth_method", $"has to be one of {string.Join(", ", ClientWords.Methods)}"));
        return ClientAuthenticationMethod.None;
    }

    private static TimeSpan? Life(ClientOptions options, List<ClientFault> faults)
    {
        if (options.MaxMissionLifetime.Length == 0)
        {
            return null;
        }

        if (FactText.TryDuration(options.MaxMissionLifetime, out TimeSpan life))
        {
            return life;
        }

        faults.Add(new("max_mission_lifetime", "has to be a duration like 8h or PT8H"));
        return null;
    }

    private static string? Optional(string text) => text.Length == 0 ? null : text;

    private ImmutableArray<PublicJwk> Keys(ClientOptions options, List<ClientFault> faults)
    {
        if (options.Jwks.Length == 0 && options.JwksPath.Length == 0)
        {
            return [];
        }

        if (options.Jwks.Length > 0 && options.JwksPath.Length > 0)
        {
            faults.Add(new("jwks", "and JwksPath exclude each other"));
            return [];
        }

        string member = options.Jwks.Length > 0 ? "jwks" : "jwks_path";
        string path = Path.GetFullPath(options.JwksPath, host.ContentRootPath);
        if (options.JwksPath.Length > 0 && !File.Exists(path))
        {
            faults.Add(new(member, $"names no file: {path}"));
            return [];
        }

        string problem = "is not JSON";
        if (StrictJson.TryParse(options.Jwks.Length > 0 ? options.Jwks : File.ReadAllText(path), MaxKeySetBytes, out JsonElement set)
            && JwkSet.TryParse(set, out ImmutableArray<PublicJwk> keys, out problem))
        {
            return keys;
        }

        faults.Add(new(member, problem));
        return [];
    }

    private string? Secret(ClientOptions options, List<ClientFault> faults)
    {
        if (options.ClientSecret.Length == 0)
        {
            if (options.ClientSecretHash.Length > 0 && !SecretText.IsHash(options.ClientSecretHash))
            {
                faults.Add(new("client_secret_hash", "has to be the base64url SHA-256 of the secret"));
            }

            return Optional(options.ClientSecretHash);
        }

        if (!host.IsDevelopment())
        {
            faults.Add(new("client_secret", "is taken in Development only; set ClientSecretHash"));
        }

        if (options.ClientSecretHash.Length > 0)
        {
            faults.Add(new("client_secret", "and ClientSecretHash exclude each other"));
        }

        if (options.ClientSecret.Length < SecretText.MinLength)
        {
            faults.Add(new("client_secret", $"has to have at least {SecretText.MinLength} characters"));
        }

        return HandleHash.Of(options.ClientSecret).Value;
    }
}
