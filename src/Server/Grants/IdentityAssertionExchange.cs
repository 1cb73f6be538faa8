using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>A refresh token, or the ID Token of a bootstrap event, becomes an ID-JAG for one other authorization server.</summary>
/// <remarks>Source: ID-JAG draft §4.3; id-jag digest §2.</remarks>
internal sealed class IdentityAssertionExchange(
    IStore store, OwnTokens own, RefreshCredential refresh, MissionProjection projection, IOptions<ServerOptions> options)
{
    /// <summary>Exchanges.</summary>
    public async Task<Parsed<TokenResponse>> ExchangeAsync(GrantRequest request, CancellationToken cancellation)
    {
        if (!request.Client.IsConfidential)
        {
            return OAuthErrors.UnauthorizedClient.Because("assertions are for confidential clients");
        }

        if (request.KeyThumbprint is null)
        {
            return OAuthErrors.InvalidDpopProof.Because("a proof is needed");
        }

        if (request.Form["audience"] is not { } audience)
        {
            return OAuthErrors.InvalidRequest.Because("audience is needed");
        }

        if (audience == options.Value.Issuer)
        {
            return OAuthErrors.InvalidTarget.Because("an assertion is for another authorization server");
        }

        if (!Wanted(request.Form).TryGet(out ResourceOfRequest? wanted, out OAuthError? malformed))
        {
            return malformed;
        }

        if (!(await CredentialAsync(request, cancellation)).TryGet(out AssertionCredential? credential, out OAuthError? refused))
        {
            return refused;
        }

        Parsed<ProjectedAssertion> issued = await projection.IssueAsync(
            new ProjectionWish
            {
                Client = request.Client,
                KeyThumbprint = request.KeyThumbprint,
                MissionId = credential.MissionId,
                FamilyId = credential.FamilyId,
                Audience = audience,
                Resource = wanted.Resource,
                Detail = wanted.Detail,
                Scopes = (request.Form["scope"] ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet(),
                Credential = credential.Check,
            },
            cancellation);
        return issued.Match<Parsed<TokenResponse>>(Response, error => error);
    }

    private static Parsed<TokenResponse> Response(ProjectedAssertion issued) => new TokenResponse
    {
        AccessToken = issued.Assertion,
        IssuedTokenType = GrantTypes.AssertionType,
        TokenType = GrantTypes.NotApplicable,
        ExpiresIn = (long)(issued.ExpiresAt - issued.IssuedAt).TotalSeconds,
        Scope = string.Join(' ', issued.Scopes),
        AuthorizationDetails = issued.Details,
    };

    // Here the detail may name the Mission alone: the entry says what crosses, and the detail may only ask for less.
    private static Parsed<ResourceOfRequest> Wanted(FormParameters form)
    {
        if (ResourceOfRequest.Refusal(form) is { } refused)
        {
            return refused;
        }

        string? resource = ResourceOfRequest.Named(form);
        return form["authorization_details"] is not { } json
            ? new ResourceOfRequest(resource, null)
            : MissionDetailsParser.Parse(json, DetailUse.Projection).Bind<ResourceOfRequest>(details => details.Count != 1
                ? OAuthErrors.InvalidAuthorizationDetails.Because("one detail at a time")
                : resource is not null && !details[0].Locations.IsEmpty && details[0].Locations[0] != resource
                    ? OAuthErrors.InvalidTarget.Because("resource and locations name different servers")
                    : new ResourceOfRequest(resource, details[0]));
    }

    private async Task<Parsed<AssertionCredential>> CredentialAsync(GrantRequest request, CancellationToken cancellation) => request.Form["subject_token_type"] switch
    {
        GrantTypes.RefreshTokenType => (await refresh.ReadAsync(request.Form["subject_token"]!, request.Client, request.KeyThumbprint, cancellation))
            .Bind<AssertionCredential>(row => row.MissionId is null
                ? OAuthErrors.InvalidGrant.Because("the refresh token is of no Mission")
                : new AssertionCredential(row.MissionId, row.FamilyId, write => RefreshCredential.Use(write, row, null))),
        GrantTypes.IdTokenType => await IdTokenAsync(request, cancellation),
        _ => OAuthErrors.InvalidRequest.Because("subject_token_type has to be a refresh token or an ID Token"),
    };

    // An ID Token counts only as the evidence of the very event that the Mission came from.
    private async Task<Parsed<AssertionCredential>> IdTokenAsync(GrantRequest request, CancellationToken cancellation)
    {
        JsonWebToken? token = await own.ReadAsync(request.Form["subject_token"]!, TokenSigner.IdTokenType);
        Document<IssuedToken>? row = token is null ? null : await store.GetAsync(TokenTables.Issued, token.Id, cancellation);
        if (row is { Value.Kind: TokenKind.InterimIdentity } && row.Value.ClientId == request.Client.ClientId)
        {
            return OAuthErrors.InvalidGrant.Because("before the decision nothing is projected").WithMember(MissionErrors.Member, ReasonCodes.ProvisionalNotAllowed);
        }

        if (row is not { Value: { Kind: TokenKind.Identity, RevokedAt: null, MissionId: { } missionId } issued } || issued.ClientId != request.Client.ClientId)
        {
            return OAuthErrors.InvalidGrant.Because("subject_token is not the ID Token of a Mission's sign-in for this client");
        }

        return issued.KeyThumbprint != request.KeyThumbprint
            ? OAuthErrors.InvalidGrant.Because("the proof is of another key than the Mission is bound to")
            : await Families.EndedAsync(store, issued.FamilyId, cancellation) is { } ended ? ended
            : new AssertionCredential(missionId, issued.FamilyId, write => Families.Dead(write, issued.FamilyId));
    }

    private sealed record AssertionCredential(string MissionId, string FamilyId, Func<IStoreTransaction, OAuthError?> Check);
}
