using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>The client gives a deferred request up. What is unknown, another client's or finished looks like a success.</summary>
/// <remarks>Source: OpenID Connect Deferred Token Response 1.0, cancellation; OAuth
/// Deferred Token Response draft -01, cancellation; RFC 7009.</remarks>
internal sealed class DeferredCancellation(IStore store, DeferredEnding ending)
{
    /// <summary>Cancels.</summary>
    /// <param name="authId">The <c>deferred_auth_id</c>.</param>
    /// <param name="client">The authenticated client.</param>
    /// <param name="keyThumbprint">The key of the proof.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <returns>The error, or null.</returns>
    public async Task<OAuthError?> CancelAsync(string authId, Client client, string keyThumbprint, CancellationToken cancellation)
    {
        Document<DeferredProcess>? found = await DeferredTables.FindAsync(store, DeferredTables.ByAuth, authId, cancellation);
        if (found is null || found.Value.ClientId != client.ClientId)
        {
            return null;
        }

        if (found.Value.KeyThumbprint != keyThumbprint)
        {
            return OAuthErrors.InvalidDpopProof.Because("the proof is of another key than deferred_auth_id is bound to");
        }

        await EndAsync(found.Value, DeferredReasons.CancelledByClient, cancellation);
        return null;
    }

    /// <summary>Cancels a deferred token request.</summary>
    /// <param name="deferralCode">The <c>deferral_code</c>.</param>
    /// <param name="client">The authenticated client.</param>
    /// <param name="keyThumbprint">The key of the proof.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <returns>The error, or null; what is unknown, another client's or finished looks like a success.</returns>
    public async Task<OAuthError?> CancelTokenRequestAsync(
        string deferralCode, Client client, string keyThumbprint, CancellationToken cancellation)
    {
        Document<DeferredProcess>? found = await DeferredTables.FindAsync(store, DeferredTables.ByHandle, deferralCode, cancellation);
        if (found is null || found.Value.ClientId != client.ClientId)
        {
            return null;
        }

        if (found.Value.KeyThumbprint != keyThumbprint)
        {
            return OAuthErrors.InvalidDpopProof.Because("the proof is of another key than deferral_code is bound to");
        }

        await EndAsync(found.Value, DeferredReasons.CancelledByClient, cancellation);
        return null;
    }

    /// <summary>Ends a request that is not finished, in the name of its client.</summary>
    /// <param name="process">The request.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    public Task<bool> EndAsync(DeferredProcess process, string reason, CancellationToken cancellation)
    {
        EvidenceDraft evidence = ending.Prepare(process, DeferredState.Denied, reason, process.ClientId, null);
        return store.WriteAsync(
            write =>
            {
                Document<DeferredProcess>? current = write.Get(DeferredTables.Processes, process.ProcessId);
                if (current is null || DeferredClock.Effective(current.Value, write.Now) is not (DeferredState.Open or DeferredState.Approved))
                {
                    return false;
                }

                ending.End(write, current, DeferredState.Denied, reason, null, evidence);
                return true;
            },
            cancellation);
    }
}
