using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Replay;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Clients;

/// <summary>Authenticates the client of a request: exactly one way, and the one it is registered for.</summary>
/// <remarks>An unknown client, a wrong secret, a wrong key and a wrong way look the same and cost the same.
/// Source: RFC 6749 §2.3, §3.2.1; RFC 7523 §3; OpenID Connect Core §9.</remarks>
/// <param name="clients">The clients.</param>
/// <param name="replay">Which assertions were used.</param>
/// <param name="options">Who this server is.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientAuthentication(IClientRegistry clients, ReplayGuard replay, IOptions<ServerOptions> options, TimeProvider time)
{
    private const string Purpose = "client_assertion";
    private const string TokenPath = "/token";

    private static readonly string NobodysHash = HandleHash.Of(Convert.ToHexString(RandomNumberGenerator.GetBytes(32))).Value;

    private static OAuthError Failed { get; } = OAuthErrors.InvalidClient.Because("client authentication failed");

    /// <summary>Authenticates.</summary>
    /// <param name="http">The request; its Authorization header is read.</param>
    /// <param name="form">Its parameters.</param>
    /// <param name="endpointUrl">The URL of the endpoint, as its clients see it.</param>
    /// <param name="cancellation">Stops before an assertion is used up.</param>
    /// <returns>The client; or <c>invalid_client</c> (401) or <c>invalid_request</c>, ready to send.</returns>
    public async Task<Parsed<Client>> AuthenticateAsync(HttpContext http, FormParameters form, string endpointUrl, CancellationToken cancellation)
    {
        bool usesHeader = http.Request.Headers.Authorization.Count > 0;
        if (!PresentedCredentialReader.Read(http.Request.Headers.Authorization, form).TryGet(out PresentedCredential? presented, out OAuthError? error))
        {
            return Challenged(error, usesHeader);
        }

        Parsed<Client> answer = await presented.Match(
            name => ByNameAsync(name, cancellation),
            secret => BySecretAsync(secret, cancellation),
            assertion => ByAssertionAsync(assertion.Value, endpointUrl, cancellation));
        return answer.Match<Parsed<Client>>(client => client, refused => Challenged(refused, usesHeader));
    }

    private async Task<Parsed<Client>> ByNameAsync(PresentedCredential.Name name, CancellationToken cancellation) =>
        await FindAsync(name.ClientId, ClientAuthenticationMethod.None, cancellation) is { } client ? client : Failed;

    private async Task<Parsed<Client>> BySecretAsync(PresentedCredential.Secret secret, CancellationToken cancellation)
    {
        Client? client = await FindAsync(secret.ClientId, ClientAuthenticationMethod.ClientSecretBasic, cancellation);
        bool fits = HandleHash.Of(secret.Value).Matches(client?.SecretHash ?? NobodysHash);
        return fits && client is not null ? client : Failed;
    }

    private async Task<Parsed<Client>> ByAssertionAsync(ClientAssertion assertion, string endpointUrl, CancellationToken cancellation)
    {
        Client? client = await FindAsync(assertion.ClientId, ClientAuthenticationMethod.PrivateKeyJwt, cancellation);
        bool fits = ClientKeys.Candidates(client, assertion.Jws).Any(assertion.Jws.IsSignedBy);
        if (!fits || client is null)
        {
            return Failed;
        }

        ImmutableArray<string> legacy = client.LegacyAssertionAudience ? [endpointUrl, options.Value.Url(TokenPath)] : [];
        if (ClientAssertionChecks.Run(assertion.Jws.Claims, options.Value.Issuer, legacy, time.GetUtcNow(), out DateTimeOffset expires) is { } refused)
        {
            return refused;
        }

        return await replay.TryUseAsync(Purpose, $"{client.ClientId}\n{assertion.Id}", expires + ClientAssertionChecks.Skew + ClientAssertionChecks.MaxLife, cancellation)
            ? client
            : OAuthErrors.InvalidClient.Because("client_assertion: jti was used before");
    }

    private async Task<Client?> FindAsync(string clientId, ClientAuthenticationMethod method, CancellationToken cancellation) =>
        await clients.FindAsync(clientId, cancellation) is { } client && client.AuthenticationMethod == method ? client : null;

    // RFC 6749 §5.2: a client that used the header is told with 401 and the scheme that it used.
    private OAuthError Challenged(OAuthError error, bool usesHeader) =>
        usesHeader && error.Status == StatusCodes.Status401Unauthorized
            ? error.WithHeader("WWW-Authenticate", $"Basic realm=\"{options.Value.Issuer}\"")
            : error;
}
