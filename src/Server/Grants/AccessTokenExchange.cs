using Microsoft.IdentityModel.JsonWebTokens;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>A Mission token for one audience becomes one for the next; the ceiling is
/// the Mission, the presented token proves possession and selects it.</summary>
/// <remarks>Source: RFC 8693 §2; derivation digest §4.</remarks>
internal sealed class AccessTokenExchange(IStore store, OwnTokens own, MissionDerivation derivation, DeferralOpening deferrals)
{
    /// <summary>Exchanges.</summary>
    public async Task<Parsed<TokenResponse>> ExchangeAsync(GrantRequest request, CancellationToken cancellation)
    {
        if (request.Form["subject_token_type"] is not (GrantTypes.AccessTokenType or GrantTypes.IdTokenType))
        {
            return OAuthErrors.InvalidRequest.Because("an access token, or an interim ID Token, is exchanged for an access token");
        }

        if (request.Form["audience"] is not null)
        {
            return OAuthErrors.InvalidRequest.Because("name the resource, not an audience");
        }

        if (!ResourceOfRequest.Read(request.Form).TryGet(out ResourceOfRequest? wanted, out OAuthError? malformed))
        {
            return malformed;
        }

        if (wanted.Resource is not { } resource)
        {
            return OAuthErrors.InvalidRequest.Because("resource is needed");
        }

        if (!(await SubjectAsync(request, cancellation)).TryGet(out IssuedToken? subject, out OAuthError? refused))
        {
            return refused;
        }

        DerivationWish wish = new()
        {
            Client = request.Client,
            KeyThumbprint = subject.KeyThumbprint,
            MissionId = subject.MissionId!,
            FamilyId = subject.FamilyId,
            Parent = subject.TokenId,
            At = resource,
            Detail = wanted.Detail,
            Scopes = (request.Form["scope"] ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet(),
            Credential = write => StillGood(write, subject),
        };
        Parsed<DerivedToken> issued = await derivation.IssueAsync(wish, cancellation);
        return await issued.Match<Task<Parsed<TokenResponse>>>(
            token => Task.FromResult<Parsed<TokenResponse>>(DerivedResponse.Of(token) with { IssuedTokenType = GrantTypes.AccessTokenType }),
            async error => await deferrals.AnswerAsync(request, wish, null, error, cancellation));
    }

    private async Task<Parsed<IssuedToken>> SubjectAsync(GrantRequest request, CancellationToken cancellation)
    {
        bool isInterim = request.Form["subject_token_type"] == GrantTypes.IdTokenType;
        JsonWebToken? token = await own.ReadAsync(
            request.Form["subject_token"]!, isInterim ? TokenSigner.IdTokenType : TokenSigner.AccessTokenType);
        Document<IssuedToken>? row = token is null ? null : await store.GetAsync(TokenTables.Issued, token.Id, cancellation);
        if (row is null || row.Value.RevokedAt is not null || row.Value.Kind != (isInterim ? TokenKind.InterimIdentity : TokenKind.Access) || row.Value.MissionId is null)
        {
            return OAuthErrors.InvalidRequest.Because("subject_token is not a live Mission token of this server");
        }

        if (row.Value.ClientId != request.Client.ClientId)
        {
            return OAuthErrors.InvalidRequest.Because("subject_token is of another client");
        }

        return row.Value.KeyThumbprint != request.KeyThumbprint
            ? OAuthErrors.InvalidRequest.Because("key_mismatch: the proof is of another key than subject_token is bound to")
            : await Families.EndedAsync(store, row.Value.FamilyId, cancellation) is not null
                ? OAuthErrors.InvalidRequest.Because("subject_token is not a live Mission token of this server")
                : row.Value;
    }

    private static OAuthError? StillGood(IStoreTransaction write, IssuedToken subject) => IsStillGood(write, subject)
        ? null
        : OAuthErrors.InvalidRequest.Because("subject_token is not a live Mission token of this server");

    // What was issued before the decision gives what the restricted envelope holds;
    // when the Mission is whole, its own credentials are used.
    private static bool IsStillGood(IStoreTransaction write, IssuedToken subject) =>
        write.Get(TokenTables.Issued, subject.TokenId) is { Value.RevokedAt: null }
        && write.Get(TokenTables.Families, subject.FamilyId) is { Value: { EndedAt: null } family }
        && write.Get(MissionTables.Missions, subject.MissionId!) is { Value: { } mission }
        && !StatusOf.IsOutrun(subject, mission)
        && (!family.IsInterim || mission.IsProvisional);
}
