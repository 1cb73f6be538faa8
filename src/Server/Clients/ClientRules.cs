using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>What every client has to be, wherever it is registered; in order, on one page. Every mistake is told at once.</summary>
/// <remarks>Source: RFC 7591 §2, §2.1; OpenID Connect Registration §2; RFC 9700 §2; FAPI 2.0 Security Profile §5.3.</remarks>
internal static class ClientRules
{
    private const int MaxIdentifier = 128;
    private const int MaxName = 200;
    private const int MaxAddresses = 20;

    /// <summary>RFC 6749 §4.4: a client in its own name.</summary>
    private const string ClientCredentials = "client_credentials";

    private static readonly string[] KnownGrants =
        [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken, GrantTypes.TokenExchange, GrantTypes.JwtBearer, GrantTypes.Deferred, GrantTypes.DeferredToken, ClientCredentials];

    private static readonly string[] KnownResponses = [ResponseTypes.Code, ResponseTypes.Deferred, ResponseTypes.DeferredOrCode];

    private static readonly Rule[] InOrder =
        [Identifier, Name, Redirects, Addresses, Grants, Responses, Refreshes, Secrets, Keys, Public, ScopeNames, Details, ContextTypeNames, ContextValues, Parties, Life];

    private delegate IEnumerable<ClientFault> Rule(Client client);

    /// <summary>Checks.</summary>
    /// <param name="client">The client as it was described.</param>
    /// <returns>Every mistake, in the order of the rules.</returns>
    public static IEnumerable<ClientFault> Check(Client client) => InOrder.SelectMany(rule => rule(client));

    // RFC 6749 appendix A.1, without the blank.
    private static IEnumerable<ClientFault> Identifier(Client client) =>
        When(client.ClientId.Length is 0 or > MaxIdentifier || !client.ClientId.All(c => c is > ' ' and <= '~'), "client_id", $"has to be 1 to {MaxIdentifier} visible ASCII characters");

    private static IEnumerable<ClientFault> Name(Client client) =>
        When(client.Name.Length > MaxName || !ShownText.IsHonest(client.Name), "client_name", $"has to be at most {MaxName} characters that a person sees");

    private static IEnumerable<ClientFault> Redirects(Client client)
    {
        bool needed = client.GrantTypes.Contains(GrantTypes.AuthorizationCode) || client.GrantTypes.Contains(GrantTypes.Deferred);
        return When(needed && client.RedirectUris.IsEmpty, "redirect_uris", "is needed for this grant type")
            .Concat(When(client.RedirectUris.Count > MaxAddresses, "redirect_uris", $"has to be at most {MaxAddresses} addresses"))
            .Concat(client.RedirectUris.Where(uri => !WebAddress.Is(uri)).Select(uri => new ClientFault("redirect_uris", $"has to be {WebAddress.Expected}: {uri}")));
    }

    private static IEnumerable<ClientFault> Addresses(Client client) =>
        client.PostLogoutRedirectUris.Where(uri => !WebAddress.Is(uri)).Select(uri => new ClientFault("post_logout_redirect_uris", $"has to be {WebAddress.Expected}: {uri}"))
            .Concat(When(client.DeferredNotificationEndpoint is { } told && !WebAddress.Is(told), "deferred_client_notification_endpoint", $"has to be {WebAddress.Expected}"))
            .Concat(When(client.InitiateLoginUri is { } initiate && !WebAddress.Is(initiate), "initiate_login_uri", $"has to be {WebAddress.Expected}"));

    private static IEnumerable<ClientFault> Grants(Client client) =>
        Unknown(client.GrantTypes, KnownGrants, "grant_types");

    // RFC 7591 §2.1: grant types and response types have to fit each other.
    private static IEnumerable<ClientFault> Responses(Client client)
    {
        bool code = client.GrantTypes.Contains(GrantTypes.AuthorizationCode);
        bool deferred = client.GrantTypes.Contains(GrantTypes.Deferred);
        bool answersCode = client.ResponseTypes.Any(type => type is ResponseTypes.Code or ResponseTypes.DeferredOrCode);
        bool answersDeferred = client.ResponseTypes.Any(type => type is ResponseTypes.Deferred or ResponseTypes.DeferredOrCode);
        return Unknown(client.ResponseTypes, KnownResponses, "response_types")
            .Concat(When(code && !answersCode, "response_types", "lacks code for the authorization code grant"))
            .Concat(When(answersCode && !code, "grant_types", "lacks authorization_code for the response type code"))
            .Concat(When(deferred && !answersDeferred, "response_types", "lacks deferred_code for the deferred grant"))
            .Concat(When(answersDeferred && !deferred, "grant_types", $"lacks {GrantTypes.Deferred} for the response type deferred_code"));
    }

    private static IEnumerable<ClientFault> Refreshes(Client client) => When(
        client.GrantTypes.Contains(GrantTypes.RefreshToken) && !client.GrantTypes.Contains(GrantTypes.AuthorizationCode) && !client.GrantTypes.Contains(GrantTypes.Deferred),
        "grant_types", "refresh_token needs a grant type that gives a refresh token");

    private static IEnumerable<ClientFault> Secrets(Client client)
    {
        bool usesSecret = client.AuthenticationMethod == ClientAuthenticationMethod.ClientSecretBasic;
        return When(usesSecret && client.SecretHash is null, "client_secret", "is needed for client_secret_basic")
            .Concat(When(!usesSecret && client.SecretHash is not null, "client_secret", "belongs to client_secret_basic only"));
    }

    private static IEnumerable<ClientFault> Keys(Client client) => When(
        client.Keys.IsEmpty && (client.AuthenticationMethod == ClientAuthenticationMethod.PrivateKeyJwt || client.RequireSignedRequestObject),
        "jwks", "is needed for private_key_jwt and for signed requests");

    private static IEnumerable<ClientFault> Public(Client client) =>
        client.IsConfidential ? [] : When(client.GrantTypes.Contains(ClientCredentials), "grant_types", "client_credentials needs a client that authenticates")
            .Concat(When(client.Agent is not null, "agent", "needs a client that authenticates"))
            .Concat(When(client.Resource is not null, "resource", "needs a client that authenticates"));

    private static IEnumerable<ClientFault> ScopeNames(Client client) =>
        client.Scopes.Where(scope => !ScopeText.IsScope(scope)).Select(scope => new ClientFault("scope", $"is not a scope: {scope}"));

    private static IEnumerable<ClientFault> Details(Client client) =>
        Unknown(client.AuthorizationDetailsTypes, [MissionDetail.Type], "authorization_details_types");

    private static IEnumerable<ClientFault> ContextTypeNames(Client client) =>
        Unknown(client.ClientContextTypes ?? [], ContextTypes.All, "client_context_types");

    private static IEnumerable<ClientFault> ContextValues(Client client) =>
        Unknown(client.ClientContextValues.Keys, ContextTypes.All, "client_context_values")
            .Concat(When(client.ClientContextValues.Values.SelectMany(values => values).Any(value => value.Length == 0), "client_context_values", "has an empty value"))
            .Concat(When(
                client.ClientContextValues.TryGetValue(ContextTypes.Purpose, out ValueArray<string> kinds) && !kinds.All(AbsoluteUri.Is),
                "client_context_values", "of purpose have to be absolute URIs"));

    private static IEnumerable<ClientFault> Parties(Client client) =>
        When(client.Resource is { } resource && !AbsoluteUri.Is(resource), "resource", "has to be an absolute URI without a fragment")
            .Concat(When(client.Sector is { } sector && Uri.CheckHostName(sector) == UriHostNameType.Unknown, "sector", "has to be a host name"))
            .Concat(When(client.Agent is { Id.Length: 0 } or { Type: not ("agent" or "service") }, "agent", "has to have an identifier and the type agent or service"));

    private static IEnumerable<ClientFault> Life(Client client) =>
        When(client.MaxMissionLifetime is { } life && life <= TimeSpan.Zero, "max_mission_lifetime", "has to be longer than nothing");

    private static IEnumerable<ClientFault> Unknown(IEnumerable<string> sent, IEnumerable<string> known, string member) =>
        sent.Except(known, StringComparer.Ordinal).Select(
            value => new ClientFault(member, $"knows no {value}; it knows {string.Join(", ", known)}"));

    private static IEnumerable<ClientFault> When(bool isWrong, string member, string problem) =>
        isWrong ? [new ClientFault(member, problem)] : [];
}
