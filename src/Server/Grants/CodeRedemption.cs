using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Grants;

/// <summary>From an approval that may be redeemed to its tokens: activation of the Mission, family, records and token response, in one transaction.</summary>
/// <remarks>The synchronous and the deferred path both come through here. Source: article, both paths converge; derivation digest §1, §2.</remarks>
internal sealed class CodeRedemption(IStore store, MissionActivation activation, FirstTokens tokens)
{
    /// <summary>Redeems.</summary>
    /// <param name="approval">What may be redeemed.</param>
    /// <param name="client">The authenticated client.</param>
    /// <param name="keyThumbprint">The key of the proof.</param>
    /// <param name="consume">Consumes the code or the deferred result inside the transaction; an error ends it.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    public async Task<Parsed<TokenResponse>> RedeemAsync(
        Redeemable approval, Client client, string keyThumbprint, Func<IStoreTransaction, OAuthError?> consume, CancellationToken cancellation)
    {
        Document<Mission>? mission = approval.MissionId is null ? null : await store.GetAsync(MissionTables.Missions, approval.MissionId, cancellation);
        ActivationRequest? request = approval.MissionId is null || approval.Claim is null
            ? null
            : new(approval.MissionId, approval.Mode ?? HandoffMode.Create, client.ClientId, keyThumbprint, Digest.Of(approval.Claim), approval.SignIn);
        ActivationEvidence? evidence = request is null ? null : activation.Prepare(request);
        PreparedTokens prepared = await tokens.PrepareAsync(
            approval, client, keyThumbprint, mission is null ? null : MissionActivation.Upcoming(mission.Value), cancellation);
        return await store.WriteAsync<Parsed<TokenResponse>>(
            write =>
            {
                if (consume(write) is { } error)
                {
                    return error;
                }

                if (request is not null && activation.Activate(write, request, evidence!).Match<OAuthError?>(_ => null, failed => Failed(failed.Code)) is { } failure)
                {
                    // The code is consumed all the same: a fresh request is needed.
                    return failure;
                }

                prepared.Write(write);
                return prepared.Response;
            },
            cancellation);
    }

    private static OAuthError Failed(string code) =>
        OAuthErrors.MissionBootstrapFailed.Because("there is no Mission").WithMember(MissionErrors.Member, code);
}
