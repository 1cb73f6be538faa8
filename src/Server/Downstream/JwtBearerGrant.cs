using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Replay;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Downstream;

/// <summary>Redeems an ID-JAG of a trusted provider for a local token. The client was authenticated before (step 1).</summary>
/// <remarks>A refusal says nothing about the home Mission. Source: RFC 7523 §2.1; ID-JAG draft §4.4; id-jag digest §5.</remarks>
internal sealed class JwtBearerGrant(IStore store, AssertionReader reader, LocalPolicy policy, LocalTokens tokens, TrustedKeys keys) : IGrant
{
    private const string Replay = "id-jag";

    /// <inheritdoc/>
    public string GrantType => GrantTypes.JwtBearer;

    private static OAuthError NotAccepted => OAuthErrors.InvalidGrant.Because("the assertion is not accepted");

    /// <inheritdoc/>
    public async Task<Parsed<TokenResponse>> RedeemAsync(GrantRequest request, CancellationToken cancellation)
    {
        // 2 to 7.
        if (request.Form["assertion"] is not { } text)
        {
            return OAuthErrors.InvalidRequest.Because("assertion is needed");
        }

        (ReceivedAssertion? assertion, string? why) = await reader.ReadAsync(text, cancellation);
        if (assertion is null)
        {
            await tokens.RefuseAsync(request.Client.ClientId, null, why!, cancellation);
            return why == AssertionReader.KeysUnavailable ? OAuthErrors.TemporarilyUnavailable.Because("try again later") : NotAccepted;
        }

        // 8. Burnt before anything else is looked at: a try that fails cannot be used to probe.
        string used = assertion.Issuer + "\n" + assertion.TokenId;
        if (!await store.WriteAsync(write => ReplayGuard.TryUse(write, Replay, used, assertion.ExpiresAt), cancellation))
        {
            return await RefuseAsync(request, assertion, "replay", cancellation);
        }

        // 9, 10. The client that it names, with the key that it is bound to.
        if (assertion.ClientId != request.Client.ClientId)
        {
            return await RefuseAsync(request, assertion, "client", cancellation);
        }

        if (request.KeyThumbprint != assertion.KeyThumbprint)
        {
            return await RefuseAsync(request, assertion, "key", cancellation);
        }

        // 11. Somebody who is known here.
        TrustedIssuerOptions row = keys.Row(assertion.Issuer)!;
        if (row.Tenants.Count > 0 && !row.Tenants.Contains(assertion.Tenant ?? string.Empty, StringComparer.Ordinal))
        {
            return await RefuseAsync(request, assertion, "tenant", cancellation);
        }

        if (await tokens.SubjectAsync(row, assertion.Subject, cancellation) is not { } subject)
        {
            return await RefuseAsync(request, assertion, "subject", cancellation);
        }

        // 12, 13. Local policy.
        (LocalGrant? grant, LocalRefusal? refused) = policy.Decide(assertion, request.Form);
        if (grant is null)
        {
            await tokens.RefuseAsync(request.Client.ClientId, assertion, refused!.Why, cancellation);
            return refused.Error;
        }

        // 14 to 16.
        return await tokens.IssueAsync(request.Client, assertion, subject, grant, cancellation) is { } issued
            ? issued
            : await RefuseAsync(request, assertion, "mission_stopped", cancellation);
    }

    private async Task<Parsed<TokenResponse>> RefuseAsync(GrantRequest request, ReceivedAssertion assertion, string why, CancellationToken cancellation)
    {
        await tokens.RefuseAsync(request.Client.ClientId, assertion, why, cancellation);
        return NotAccepted;
    }
}
