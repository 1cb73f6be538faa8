using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Grants;

/// <summary>Answers polls of deferred token requests; the first one after an approval gets what the original request asked for.</summary>
/// <remarks>Source: OAuth Deferred Token Response draft -01, poll; RFC 8628 §3.5.</remarks>
internal sealed class DeferralGrant(IStore store, DeferralRedemption redemption, DeferralOpening opening) : IGrant
{
    /// <summary>The poll of a row that comes too fast after this many others that did
    /// is answered with an error that ends polling.</summary>
    private const int MostTooFast = 2;

    private static readonly string[] Frozen = ["resource", "authorization_details", "scope"];

    /// <inheritdoc/>
    public string GrantType => GrantTypes.DeferredToken;

    /// <inheritdoc/>
    public async Task<Parsed<TokenResponse>> RedeemAsync(GrantRequest request, CancellationToken cancellation)
    {
        if (request.Form["deferral_code"] is not { } code)
        {
            return OAuthErrors.InvalidRequest.Because("deferral_code is needed");
        }

        if (Frozen.FirstOrDefault(name => request.Form[name] is not null) is { } changed)
        {
            return OAuthErrors.InvalidRequest.Because($"{changed} belongs to the request that is asked about; it does not change any more");
        }

        if (request.KeyThumbprint is not { } key)
        {
            return OAuthErrors.InvalidDpopProof.Because("a proof is needed");
        }

        Document<DeferredProcess>? found = await DeferredTables.FindAsync(store, DeferredTables.ByHandle, code, cancellation);
        if (found is null || found.Value.ClientId != request.Client.ClientId)
        {
            return Unknown;
        }

        string hash = HandleHash.Of(code).Value;
        Parsed<DeferredProcess> step = await store.WriteAsync(write => Step(write, found.Key, hash, key), cancellation);
        return step.TryGet(out DeferredProcess? process, out OAuthError? refused)
            ? await redemption.RedeemAsync(process, process.Handles.First(handle => handle.Hash == hash), request, cancellation)
            : refused;
    }

    private static OAuthError Unknown => OAuthErrors.InvalidGrant.Because("deferral_code is unknown or of another client");

    // The rows of the draft's table, top down.
    private Parsed<DeferredProcess> Step(IStoreTransaction write, string processId, string hash, string key)
    {
        Document<DeferredProcess>? current = write.Get(DeferredTables.Processes, processId);
        if (current?.Value.Handles.FirstOrDefault(handle => handle.Hash == hash) is not { } handle)
        {
            return Unknown;
        }

        DeferredProcess process = current.Value;
        return process.KeyThumbprint != key
            ? OAuthErrors.InvalidDpopProof.Because("the proof is of another key than deferral_code is bound to")
            : DeferredClock.Effective(process, write.Now) switch
            {
                DeferredState.Open => Wait(write, current, handle),
                DeferredState.Approved => process,
                DeferredState.Denied => DeferralRedemption.Denied(process),
                DeferredState.Redeemed => OAuthErrors.InvalidGrant.Because("the answer of deferral_code was given before"),
                _ => OAuthErrors.ExpiredToken.Because("the request was not decided, or its answer not fetched, in time; begin again"),
            };
    }

    private OAuthError Wait(IStoreTransaction write, Document<DeferredProcess> current, DeferralHandle handle)
    {
        PollPace pace = PollPace.Of(current.Value, handle, write.Now);
        DeferralHandle polled = handle with
        {
            PolledAt = write.Now,
            IntervalSeconds = pace.Interval,
            IsLastPollSpent = handle.IsLastPollSpent || pace.IsLastPoll,
            TooFast = pace.IsTooFast ? handle.TooFast + 1 : 0,
        };
        write.Update(
            DeferredTables.Processes, current.Value with { Handles = current.Value.Handles.Replace(handle, polled) }, current.Version);
        return !pace.IsTooFast ? opening.Pending(current.Value)
            : polled.TooFast > MostTooFast ? OAuthErrors.InvalidRequest.Because("this client polls too fast; it has to stop")
            : OAuthErrors.SlowDown.Because($"wait {pace.Interval} seconds between polls from now on");
    }
}
