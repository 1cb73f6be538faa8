using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>A client in its own name, for this server's own APIs only: never under a Mission, never for a resource.</summary>
/// <remarks>Source: RFC 6749 §4.4; derivation digest §1.</remarks>
internal sealed class ClientCredentialsGrant(IStore store, AccessTokenWriter tokens, IOptions<ServerOptions> options, TimeProvider time) : IGrant
{
    /// <inheritdoc/>
    public string GrantType => "client_credentials";

    /// <inheritdoc/>
    public async Task<Parsed<TokenResponse>> RedeemAsync(GrantRequest request, CancellationToken cancellation)
    {
        if (!request.Client.IsConfidential)
        {
            return OAuthErrors.UnauthorizedClient.Because("a public client has no name of its own");
        }

        if (request.Form["authorization_details"] is not null)
        {
            return OAuthErrors.InvalidAuthorizationDetails.Because("a client alone has no Mission");
        }

        if (request.Form.All("resource") is [var resource, .. var more] && (resource != options.Value.Issuer || !more.IsEmpty))
        {
            return OAuthErrors.InvalidTarget.Because("a Mission gives access to resources, a client alone does not");
        }

        ValueArray<string> asked = (request.Form["scope"] ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet();
        ValueArray<string> own = request.Client.Scopes.Where(scope => Scopes.All.Contains(scope, StringComparer.Ordinal)).ToValueArray();
        if (asked.IsEmpty ? own.IsEmpty : asked.Any(scope => !own.Contains(scope)))
        {
            return OAuthErrors.InvalidScope.Because("not a scope that this client has in its own name");
        }

        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset end = now + TimeSpan.FromSeconds(options.Value.AccessTokenSeconds);
        string id = OpaqueHandle.New(OpaqueHandle.AccessToken);
        ValueArray<string> scopes = asked.IsEmpty ? own : asked;
        string token = tokens.Write(new AccessTokenClaims
        {
            TokenId = id,
            Subject = request.Client.ClientId,
            Audience = options.Value.Issuer,
            ClientId = request.Client.ClientId,
            IssuedAt = now,
            ExpiresAt = end,
            Scopes = [.. scopes],
            KeyThumbprint = request.KeyThumbprint!,
        });
        GrantFamily family = new()
        {
            FamilyId = OpaqueHandle.New(OpaqueHandle.Family), ClientId = request.Client.ClientId, Subject = request.Client.ClientId, CreatedAt = now, ExpiresAt = end,
        };
        IssuedToken row = new()
        {
            TokenId = id,
            Kind = TokenKind.Access,
            FamilyId = family.FamilyId,
            ClientId = request.Client.ClientId,
            Subject = request.Client.ClientId,
            Audience = options.Value.Issuer,
            KeyThumbprint = request.KeyThumbprint!,
            IssuedAt = now,
            ExpiresAt = end,
        };
        await store.WriteAsync(write => write.Insert(TokenTables.Families, family).Succeeded && write.Insert(TokenTables.Issued, row).Succeeded, cancellation);
        return new TokenResponse { AccessToken = token, TokenType = GrantTypes.Dpop, ExpiresIn = (long)(end - now).TotalSeconds, Scope = string.Join(' ', scopes) };
    }
}
