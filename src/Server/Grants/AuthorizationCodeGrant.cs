using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>Redeems an authorization code: once, by its client, with its key and its verifier.</summary>
/// <remarks>Source: RFC 6749 §4.1.3; RFC 7636 §4.6; RFC 8707 §2.2; RFC 9449 §10; derivation digest §2.</remarks>
internal sealed class AuthorizationCodeGrant(
    IStore store, CodeRedemption redemption, GrantReuse reuse, FieldProtection protection, IOptions<ServerOptions> options) : IGrant
{
    /// <summary>The field that claims of codes are protected as.</summary>
    public const string ClaimField = "code.claim";

    /// <inheritdoc/>
    public string GrantType => GrantTypes.AuthorizationCode;

    /// <inheritdoc/>
    public async Task<Parsed<TokenResponse>> RedeemAsync(GrantRequest request, CancellationToken cancellation)
    {
        if (request.Form["code"] is not { } code || request.Form["redirect_uri"] is not { } redirectUri || request.Form["code_verifier"] is not { } verifier)
        {
            return OAuthErrors.InvalidRequest.Because("code, redirect_uri and code_verifier are needed");
        }

        if (request.KeyThumbprint is not { } key)
        {
            return OAuthErrors.InvalidDpopProof.Because("a proof is needed");
        }

        if (ResourceOfRequest.Foreign(request.Form, options.Value.Issuer) is { } foreign)
        {
            return foreign;
        }

        string hash = HandleHash.Of(code).Value;
        Document<AuthorizationCode>? found = await store.GetAsync(TokenTables.Codes, hash, cancellation);
        if (found is null || found.Value.ClientId != request.Client.ClientId)
        {
            return Unknown;
        }

        AuthorizationCode row = found.Value;
        if (row.RedeemedAt is not null)
        {
            return await reuse.EndAsync(row.FamilyId, row.ClientId, row.MissionId, Families.CodeReuse, cancellation);
        }

        if (row.RedirectUri != redirectUri || !Pkce.Matches(verifier, row.CodeChallenge))
        {
            return OAuthErrors.InvalidGrant.Because("redirect_uri or code_verifier does not fit the code");
        }

        if (row.DpopJkt is { } bound && bound != key)
        {
            return OAuthErrors.InvalidGrant.Because("the proof is of another key than the code is bound to");
        }

        if (row.IsDeferralHinted && !CompletionMode.IsDeferred(request.Form))
        {
            return OAuthErrors.InvalidRequest.Because("completion_mode was in the authorization request and has to come again");
        }

        bool isReused = false;
        Parsed<TokenResponse> answer = await redemption.RedeemAsync(
            Redeemable(row), request.Client, key, write => Consume(write, hash, out isReused), null, cancellation);
        // Two redemptions at once: the one that came second is a reuse like any other.
        return isReused ? await reuse.EndAsync(row.FamilyId, row.ClientId, row.MissionId, Families.CodeReuse, cancellation) : answer;
    }

    private static OAuthError Unknown => OAuthErrors.InvalidGrant.Because("the code is unknown, expired or of another client");

    private static OAuthError? Consume(IStoreTransaction write, string hash, out bool isReused)
    {
        Document<AuthorizationCode>? code = write.Get(TokenTables.Codes, hash);
        isReused = code?.Value.RedeemedAt is not null;
        if (code is null || isReused || code.Value.ExpiresAt <= write.Now)
        {
            return Unknown;
        }

        write.Update(TokenTables.Codes, code.Value with { RedeemedAt = write.Now }, code.Version);
        return null;
    }

    private Redeemable Redeemable(AuthorizationCode code) => new()
    {
        FamilyId = code.FamilyId,
        Subject = code.Subject,
        SignIn = code.SignIn,
        Nonce = code.Nonce,
        Scopes = code.Scopes,
        MissionId = code.MissionId,
        Mode = code.Mode,
        Claim = Claims.Open(protection, ClaimField, code.Claim),
    };
}
