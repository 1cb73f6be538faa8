using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>The tokens of an approval: ID Token, an access token for this server's own
/// APIs alone, and the refresh token that Mission tokens are derived with.</summary>
/// <remarks>The first access token carries no resource authority, so that no standing
/// blanket token exists. Source: derivation digest §1, §2, §10.</remarks>
internal sealed class FirstTokens(
    AccessTokenWriter accessTokens, IdTokenWriter idTokens, SubjectIdentifiers subjects, FieldProtection protection, MissionClaims missionClaims, IOptions<ServerOptions> options, TimeProvider time)
{
    /// <summary>The field that claims of refresh tokens are protected as.</summary>
    public const string ClaimField = "refresh.claim";

    private const string OpenId = "openid";
    private const string OfflineAccess = "offline_access";

    /// <summary>Signs the first tokens of an approval.</summary>
    public async Task<PreparedTokens> PrepareAsync(
        Redeemable approval, Client client, string keyThumbprint, Mission? mission, CancellationToken cancellation) =>
        WithRefresh(approval, client, keyThumbprint, mission, await AgainAsync(approval, client, keyThumbprint, mission, cancellation));

    /// <summary>Signs what comes with an access token that is issued by itself: the ID
    /// Token and the refresh token of an approval.</summary>
    public async Task<PreparedTokens> BesideAsync(
        Redeemable approval, Client client, string keyThumbprint, Mission mission, TokenResponse issued, CancellationToken cancellation)
    {
        string subject = await subjects.ForAsync(approval.Subject, client.Sector, cancellation);
        (string? idToken, ImmutableArray<IssuedToken> rows) = Identity(
            approval, client, keyThumbprint, mission, subject, issued.AccessToken);
        return WithRefresh(
            approval, client, keyThumbprint, mission, new PreparedTokens(issued with { IdToken = idToken }, null, null, rows));
    }

    private PreparedTokens WithRefresh(Redeemable approval, Client client, string keyThumbprint, Mission? mission, PreparedTokens issued)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool refreshes = client.GrantTypes.Contains(GrantTypes.RefreshToken) && (mission is not null || approval.Scopes.Contains(OfflineAccess));
        string? refresh = refreshes ? OpaqueHandle.New(OpaqueHandle.Refresh) : null;
        DateTimeOffset end = mission?.EndsAt ?? now + TimeSpan.FromSeconds(options.Value.RefreshTokenSeconds);
        return issued with
        {
            Response = issued.Response with { RefreshToken = refresh },
            Family = new GrantFamily
            {
                FamilyId = approval.FamilyId,
                ClientId = client.ClientId,
                Subject = approval.Subject,
                MissionId = approval.MissionId,
                InterimFamilyId = approval.InterimFamilyId,
                ClaimDigest = Claims.DigestOf(approval.Claim),
                CreatedAt = now,
                ExpiresAt = end,
            },
            Refresh = refresh is null ? null : new RefreshToken
            {
                TokenHash = HandleHash.Of(refresh).Value,
                FamilyId = approval.FamilyId,
                ClientId = client.ClientId,
                KeyThumbprint = keyThumbprint,
                MissionId = approval.MissionId,
                Subject = approval.Subject,
                SignIn = approval.SignIn,
                Scopes = approval.Scopes,
                Claim = approval.Claim is null ? null : protection.Protect(ClaimField, approval.Claim),
                IssuedAt = now,
                ExpiresAt = end,
            },
        };
    }

    /// <summary>Signs an ID Token and an access token for this server's own APIs, as at
    /// the first time and at every refresh without a resource.</summary>
    public async Task<PreparedTokens> AgainAsync(
        Redeemable approval, Client client, string keyThumbprint, Mission? mission, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset? ends = mission is null ? null : MissionClock.End(mission);
        string subject = await subjects.ForAsync(approval.Subject, client.Sector, cancellation);
        DateTimeOffset accessEnd = Earlier(now + TimeSpan.FromSeconds(options.Value.AccessTokenSeconds), ends);
        string accessId = OpaqueHandle.New(OpaqueHandle.AccessToken);
        MissionClaim? claim = missionClaims.Of(mission, client.Sector);
        string accessToken = accessTokens.Write(new AccessTokenClaims
        {
            TokenId = accessId,
            Subject = subject,
            Audience = options.Value.Issuer,
            ClientId = client.ClientId,
            IssuedAt = now,
            ExpiresAt = accessEnd,
            Scopes = approval.Scopes,
            SignIn = approval.SignIn,
            KeyThumbprint = keyThumbprint,
            MissionRef = mission?.MissionRef,
            MissionProvisional = mission?.IsProvisional ?? false,
            Mission = claim,
            Actor = mission?.Actor?.Id,
        });
        IssuedToken access = Row(accessId, TokenKind.Access, approval, client, options.Value.Issuer, keyThumbprint, now, accessEnd);
        (string? idToken, ImmutableArray<IssuedToken> identity) = Identity(approval, client, keyThumbprint, mission, subject, accessToken);
        TokenResponse response = new()
        {
            AccessToken = accessToken,
            TokenType = GrantTypes.Dpop,
            ExpiresIn = (long)(accessEnd - now).TotalSeconds,
            Scope = approval.Scopes.IsEmpty ? null : string.Join(' ', approval.Scopes),
            MissionRef = mission?.MissionRef,
            MissionId = claim?.Id,
            MissionExpiresAt = ends,
            MissionProvisional = mission?.IsProvisional ?? false,
            IdToken = idToken,
        };
        return new PreparedTokens(response, null, null, [access, .. identity]);
    }

    // Only where the person's identity was asked for.
    private (string? Token, ImmutableArray<IssuedToken> Rows) Identity(
        Redeemable approval, Client client, string keyThumbprint, Mission? mission, string subject, string accessToken)
    {
        if (!approval.Scopes.Contains(OpenId))
        {
            return (null, []);
        }

        DateTimeOffset now = time.GetUtcNow();
        string id = OpaqueHandle.New(OpaqueHandle.IdToken);
        DateTimeOffset end = Earlier(
            now + TimeSpan.FromSeconds(options.Value.IdTokenSeconds), mission is null ? null : MissionClock.End(mission));
        string token = idTokens.Write(new IdTokenClaims
        {
            TokenId = id,
            Subject = subject,
            ClientId = client.ClientId,
            Nonce = approval.Nonce,
            IssuedAt = now,
            ExpiresAt = end,
            SignIn = approval.SignIn,
            ClientContext = approval.Claim,
            AccessToken = accessToken,
        });
        return (token, [Row(id, TokenKind.Identity, approval, client, client.ClientId, keyThumbprint, now, end)]);
    }

    private static IssuedToken Row(
        string id, TokenKind kind, Redeemable approval, Client client, string audience, string keyThumbprint, DateTimeOffset now, DateTimeOffset end) => new()
        {
            TokenId = id,
            Kind = kind,
            FamilyId = approval.FamilyId,
            MissionId = approval.MissionId,
            ClientId = client.ClientId,
            Subject = approval.Subject,
            Audience = audience,
            KeyThumbprint = keyThumbprint,
            IssuedAt = now,
            ExpiresAt = end,
        };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other is { } end && end < one ? end : one;
}
