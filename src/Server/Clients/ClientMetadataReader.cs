using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>Reads the metadata of a client that registers itself, and tells every
/// mistake. What it cannot say here it cannot be: an agent, a resource.</summary>
/// <remarks>Source: RFC 7591 §2; OpenID Connect Registration §2.</remarks>
internal static class ClientMetadataReader
{
    private static readonly string[] Grants =
        [Server.Grants.GrantTypes.AuthorizationCode, Server.Grants.GrantTypes.RefreshToken, Server.Grants.GrantTypes.TokenExchange, Server.Grants.GrantTypes.Deferred, Server.Grants.GrantTypes.DeferredToken];

    /// <summary>Reads.</summary>
    /// <param name="body">The metadata, an object.</param>
    /// <param name="clientId">The identifier that it gets.</param>
    /// <param name="secretHash">The hash of the secret that it gets when it has to have one.</param>
    /// <param name="ceiling">The scopes that it may have at most; those it gets when it names none.</param>
    /// <param name="faults">Every mistake.</param>
    /// <returns>The client; to be used only without mistakes.</returns>
    public static Client Read(
        JsonElement body, string clientId, string? secretHash, ValueArray<string> ceiling, out ImmutableArray<ClientFault> faults)
    {
        MemberReader members = MemberReader.Of(body);
        ClientAuthenticationMethod method = Method(members);
        ValueArray<string> redirects = Texts(members, ClientMetadata.RedirectUris) ?? [];
        Client client = new()
        {
            ClientId = clientId,
            Name = members.OptionalText(ClientMetadata.Name) ?? string.Empty,
            AuthenticationMethod = method,
            Keys = Keys(members),
            SecretHash = method == ClientAuthenticationMethod.ClientSecretBasic ? secretHash : null,
            RedirectUris = redirects,
            PostLogoutRedirectUris = Texts(members, ClientMetadata.PostLogoutRedirectUris) ?? [],
            GrantTypes = (Texts(members, ClientMetadata.GrantTypes) ?? [Server.Grants.GrantTypes.AuthorizationCode]).ToSortedSet(),
            ResponseTypes = ClientWords.Responses(Texts(members, ClientMetadata.ResponseTypes) ?? [ResponseTypes.Code]),
            Scopes = Scopes(members, ceiling),
            AuthorizationDetailsTypes = (Texts(members, ClientMetadata.DetailTypes) ?? []).ToSortedSet(),
            ClientContextTypes = Texts(members, ClientMetadata.ContextTypes)?.ToSortedSet(),
            ClientContextValues = ContextValues(members),
            RequireSignedRequestObject = members.Flag(ClientMetadata.SignedRequests, fallback: false),
            RotateRefreshTokens = method == ClientAuthenticationMethod.None,
            Sector = Sector(members, redirects),
            DeferredNotificationEndpoint = members.OptionalText(ClientMetadata.NotificationEndpoint),
            InitiateLoginUri = members.OptionalText(ClientMetadata.InitiateLoginUri),
            IsSelfRegistered = true,
        };
        NotOffered(members);
        faults =
        [
            .. members.Errors.Select(error => new ClientFault(error.Pointer.TrimStart('/'), error.Detail)),
            .. client.GrantTypes.Except(Grants, StringComparer.Ordinal).Select(
                grant => new ClientFault(ClientMetadata.GrantTypes, $"{grant} is not for clients that register themselves")),
            .. ClientRules.Check(client),
        ];
        return client;
    }

    private static ClientAuthenticationMethod Method(MemberReader members)
    {
        // RFC 7591 §2: left out, it is client_secret_basic.
        if (members.OptionalText(ClientMetadata.AuthenticationMethod) is not { } text)
        {
            return ClientAuthenticationMethod.ClientSecretBasic;
        }

        if (ClientWords.Method(text) is { } method)
        {
            return method;
        }

        members.Error(ClientMetadata.AuthenticationMethod, $"has to be one of {string.Join(", ", ClientWords.Methods)}");
        return ClientAuthenticationMethod.None;
    }

    private static void NotOffered(MemberReader members)
    {
        foreach (string name in ClientMetadata.Fetched.Where(members.Has))
        {
            members.Error(name, "is not supported: this server fetches nothing from addresses that a client names; send keys in jwks");
        }

        if (members.Has(ClientMetadata.DpopBound) && !members.Flag(ClientMetadata.DpopBound, fallback: true))
        {
            members.Error(ClientMetadata.DpopBound, "has to be true: every access token is bound to a key");
        }

        foreach (string name in ClientMetadata.ClientAlgorithms.Where(name => members.OptionalText(name) is { } alg && !SigningAlgorithms.TryRead(alg, out _)))
        {
            members.Error(name, $"has to be one of {string.Join(", ", SigningAlgorithms.Names)}");
        }
    }

    private static ImmutableArray<PublicJwk> Keys(MemberReader members)
    {
        if (members.OptionalObject(ClientMetadata.Jwks) is not { } set)
        {
            return [];
        }

        if (JwkSet.TryParse(set.Value, out ImmutableArray<PublicJwk> keys, out string problem))
        {
            return keys;
        }

        members.Error(ClientMetadata.Jwks, problem);
        return [];
    }

    private static ValueArray<string> Scopes(MemberReader members, ValueArray<string> ceiling)
    {
        if (members.OptionalText(ClientMetadata.Scope) is not { } text)
        {
            return ceiling;
        }

        ValueArray<string> asked = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet();
        foreach (string beyond in asked.Where(scope => !ceiling.Contains(scope)))
        {
            members.Error(ClientMetadata.Scope, $"may not hold {beyond} for clients that register themselves");
        }

        return asked;
    }

    // OpenID Connect Core §8.1: without a sector_identifier_uri the sector is the one host of the redirect URIs.
    private static string? Sector(MemberReader members, ValueArray<string> redirects)
    {
        string type = members.OptionalText(ClientMetadata.SubjectType) ?? "public";
        if (type == "public")
        {
            return null;
        }

        string[] hosts = [.. redirects.Where(WebAddress.Is).Select(uri => new Uri(uri).Host).Distinct(StringComparer.Ordinal)];
        if (type == "pairwise" && hosts.Length == 1)
        {
            return hosts[0];
        }

        members.Error(ClientMetadata.SubjectType, "has to be public, or pairwise with redirect_uris of one host");
        return null;
    }

    private static FrozenDictionary<string, ValueArray<string>> ContextValues(MemberReader members)
    {
        if (members.OptionalObject(ClientMetadata.ContextValues) is not { } values)
        {
            return FrozenDictionary<string, ValueArray<string>>.Empty;
        }

        return values.Value.EnumerateObject().ToFrozenDictionary(
            type => type.Name, type => (Texts(values, type.Name) ?? []).ToSortedSet(), StringComparer.Ordinal);
    }

    private static ValueArray<string>? Texts(MemberReader members, string name)
    {
        if (members.OptionalArray(name) is not { } array)
        {
            return null;
        }

        if (array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return array.EnumerateArray().Select(item => item.GetString()!).ToValueArray();
        }

        members.Error(name, "has to be an array of texts");
        return null;
    }
}
