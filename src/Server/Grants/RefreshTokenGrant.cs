using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>The normal way to a Mission-governed token: the refresh token selects the
/// Mission, the details say what is wanted, the engine says whether.</summary>
/// <remarks>Source: RFC 6749 §6; RFC 9396 §6; derivation digest §1, §3, §10.</remarks>
internal sealed class RefreshTokenGrant(
    IStore store,
    RefreshCredential credentials,
    MissionCeilings ceilings,
    MissionDerivation derivation,
    FirstTokens tokens,
    FieldProtection protection,
    DeferralOpening deferrals,
    TimeProvider time) : IGrant
{
    /// <inheritdoc/>
    public string GrantType => GrantTypes.RefreshToken;

    /// <inheritdoc/>
    public async Task<Parsed<TokenResponse>> RedeemAsync(GrantRequest request, CancellationToken cancellation)
    {
        if (request.Form["refresh_token"] is not { } token)
        {
            return OAuthErrors.InvalidRequest.Because("refresh_token is needed");
        }

        if (!ResourceOfRequest.Read(request.Form).TryGet(out ResourceOfRequest? wanted, out OAuthError? malformed))
        {
            return malformed;
        }

        if (!(await credentials.ReadAsync(token, request.Client, request.KeyThumbprint, cancellation)).TryGet(out RefreshToken? row, out OAuthError? refused))
        {
            return refused;
        }

        (RefreshToken? next, string? fresh) = Next(request, row);
        Parsed<TokenResponse> answer = wanted.Resource is { } resource
            ? await DeriveAsync(request, row, next, resource, wanted.Detail, cancellation)
            : await AgainAsync(request, row, next, wanted.Detail, cancellation);
        return answer.Match<Parsed<TokenResponse>>(response => response with { RefreshToken = fresh }, error => error);
    }

    private async Task<Parsed<TokenResponse>> DeriveAsync(
        GrantRequest request, RefreshToken row, RefreshToken? next, string resource, MissionDetail? detail, CancellationToken cancellation)
    {
        if (row.MissionId is null)
        {
            return OAuthErrors.InvalidTarget.Because("no Mission gives access to a resource");
        }

        DerivationWish wish = new()
        {
            Client = request.Client,
            KeyThumbprint = row.KeyThumbprint,
            MissionId = row.MissionId,
            FamilyId = row.FamilyId,
            At = resource,
            Detail = detail,
            Scopes = Scopes(request.Form),
            Credential = write => RefreshCredential.Use(write, row, next),
        };
        Parsed<DerivedToken> issued = await derivation.IssueAsync(wish, cancellation);
        return await issued.Match<Task<Parsed<TokenResponse>>>(
            token => Task.FromResult<Parsed<TokenResponse>>(DerivedResponse.Of(token)),
            async error => await deferrals.AnswerAsync(request, wish, row.Scopes, error, cancellation));
    }

    // Without a resource: a new ID Token and a token for this server's own APIs, never with more scopes than were granted.
    private async Task<Parsed<TokenResponse>> AgainAsync(
        GrantRequest request, RefreshToken row, RefreshToken? next, MissionDetail? detail, CancellationToken cancellation)
    {
        if (detail is not null)
        {
            return OAuthErrors.InvalidAuthorizationDetails.Because("locations has to name the resource");
        }

        ValueArray<string> wanted = Scopes(request.Form);
        if (wanted.Any(scope => !row.Scopes.Contains(scope)))
        {
            return OAuthErrors.InvalidScope.Because("more than was granted");
        }

        Document<Mission>? mission = row.MissionId is null ? null : await store.GetAsync(MissionTables.Missions, row.MissionId, cancellation);
        mission = mission is null ? null : await ceilings.MeetAsync(mission, cancellation);
        Redeemable approval = new()
        {
            FamilyId = row.FamilyId,
            Subject = row.Subject,
            SignIn = row.SignIn,
            Scopes = wanted.IsEmpty ? row.Scopes : [.. wanted],
            MissionId = row.MissionId,
            Claim = Claims.Open(protection, FirstTokens.ClaimField, row.Claim),
        };
        PreparedTokens prepared = await tokens.AgainAsync(approval, request.Client, row.KeyThumbprint, mission?.Value, cancellation);
        return await store.WriteAsync<Parsed<TokenResponse>>(
            write =>
            {
                if ((RefreshCredential.Stopped(write, row.MissionId) ?? Changed(write, row, approval.Claim) ?? RefreshCredential.Use(write, row, next)) is { } error)
                {
                    return error;
                }

                prepared.Write(write);
                return prepared.Response;
            },
            cancellation);
    }

    // What is signed again is what was approved, of the same Mission: redemption compared both, and the family kept their digest.
    private static OAuthError? Changed(IStoreTransaction write, RefreshToken row, string? claim) =>
        write.Get(TokenTables.Families, row.FamilyId)?.Value is { } family && (family.MissionId != row.MissionId || family.ClaimDigest != Claims.DigestOf(claim))
            ? OAuthErrors.InvalidGrant.Because("the context is not the one that was approved").WithMember(MissionErrors.Member, ReasonCodes.ContextInconsistent)
            : null;

    // Public clients always rotate; a confidential client is held by its key and its authentication (FAPI 2.0 §5.3.2.1).
    private (RefreshToken? Row, string? Token) Next(GrantRequest request, RefreshToken row)
    {
        if (request.Client.IsConfidential && !request.Client.RotateRefreshTokens)
        {
            return (null, null);
        }

        string fresh = OpaqueHandle.New(OpaqueHandle.Refresh);
        return (row with { TokenHash = HandleHash.Of(fresh).Value, IssuedAt = time.GetUtcNow() }, fresh);
    }

    private static ValueArray<string> Scopes(FormParameters form) =>
        (form["scope"] ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet();
}
