using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Clients;

/// <summary>Registers clients, and reads those that registered themselves. How far such a client can get is configured, and looked up anew every time.</summary>
/// <remarks>Source: RFC 7591 §3.</remarks>
/// <param name="store">Where they are kept.</param>
/// <param name="options">Who may register, and the ceiling.</param>
/// <param name="server">What tokens are signed with.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientSelfRegistration(
    IStore store, IOptions<ClientSelfRegistrationOptions> options, IOptions<ServerOptions> server, TimeProvider time)
{
    private const string Bearer = "Bearer ";
    private const string Prefix = "c_";
    private const int MaxTold = 20;

    private ValueArray<string> Ceiling => options.Value.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet();

    private TimeSpan? MaxMissionLifetime => FactText.TryDuration(options.Value.MaxMissionLifetime, out TimeSpan life) ? life : null;

    /// <summary>May this request register a client? Only with an initial access token of the configuration.</summary>
    /// <param name="authorization">The Authorization headers.</param>
    /// <returns>The refusal with its challenge, or null.</returns>
    public OAuthError? Admit(StringValues authorization)
    {
        if (authorization.Count == 0)
        {
            // RFC 6750 §3.1: no code in the challenge of a request without a token.
            return OAuthErrors.InvalidToken.Because("an initial access token is needed").WithHeader("WWW-Authenticate", "Bearer");
        }

        string token = authorization.Count == 1 && authorization[0] is { } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : string.Empty;
        HandleHash hash = HandleHash.Of(token);
        // Every hash is compared, so that the time says nothing of which one fits.
        int fitting = options.Value.InitialAccessTokenHashes.Count(hash.Matches);
        return fitting > 0 ? null : OAuthErrors.InvalidToken.Because("the initial access token is not valid").WithHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    /// <summary>Registers a client.</summary>
    /// <param name="body">Its metadata.</param>
    /// <param name="cancellation">Stops before it is kept.</param>
    /// <returns>The client; or <c>invalid_client_metadata</c> or <c>invalid_redirect_uri</c> with every mistake.</returns>
    public async Task<Parsed<NewClient>> RegisterAsync(JsonElement body, CancellationToken cancellation)
    {
        string clientId = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        Client client = ClientMetadataReader.Read(body, clientId, HandleHash.Of(secret).Value, Ceiling, out ImmutableArray<ClientFault> faults);
        if (!faults.IsEmpty)
        {
            return Refuse(faults);
        }

        DateTimeOffset now = time.GetUtcNow();
        RegisteredClient row = new(clientId, ClientMetadata.Keep(body), client.SecretHash, now);
        await store.WriteAsync(write => write.Insert(ClientsTable.Registered, row), cancellation);
        return new NewClient(
            client, body.TryGetProperty(ClientMetadata.Jwks, out JsonElement jwks) ? jwks : null, client.SecretHash is null ? null : secret, now, server.Value.SigningAlgorithm);
    }

    /// <summary>The client that registered itself under an identifier.</summary>
    /// <param name="clientId">The <c>client_id</c>; any text.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>The client, or null when there is none or today's rules no longer allow it.</returns>
    public async ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellation)
    {
        if (await store.GetAsync(ClientsTable.Registered, clientId, cancellation) is not { Value: { } row })
        {
            return null;
        }

        JsonElement metadata = JsonElement.Parse(row.Metadata);
        // A ceiling that was lowered takes scopes away; it does not make the client unknown.
        ValueArray<string> asked = metadata.TryGetProperty(ClientMetadata.Scope, out JsonElement scope) ? scope.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet() : Ceiling;
        Client client = ClientMetadataReader.Read(metadata, clientId, row.SecretHash, asked, out ImmutableArray<ClientFault> faults);
        ValueArray<string> ceiling = Ceiling;
        return faults.IsEmpty ? client with { Scopes = asked.Where(ceiling.Contains).ToValueArray(), MaxMissionLifetime = MaxMissionLifetime } : null;
    }

    private static OAuthError Refuse(ImmutableArray<ClientFault> faults)
    {
        string description = string.Join("; ", faults.Select(fault => $"{fault.Member} {fault.Problem}").Distinct(StringComparer.Ordinal).Take(MaxTold));
        return (faults[0].Member.StartsWith(ClientMetadata.RedirectUris, StringComparison.Ordinal) ? OAuthErrors.InvalidRedirectUri : OAuthErrors.InvalidClientMetadata).Because(description);
    }
}
