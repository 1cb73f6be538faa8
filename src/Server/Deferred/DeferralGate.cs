using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Whether the approval of a deferred token request still waits, and for the person who is signed in.</summary>
internal sealed class DeferralGate(IStore store, TimeProvider time)
{
    /// <summary>Asks.</summary>
    /// <param name="view">The interaction.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>Null when the interaction may go on; otherwise where it leads instead, without any effect on the request.</returns>
    public async Task<AuthorizationAnswer?> StopAsync(InteractionView view, CancellationToken cancellation)
    {
        if (view.Interaction.Deferral is not { } processId)
        {
            return null;
        }

        Document<DeferredProcess>? found = await store.GetAsync(DeferredTables.Processes, processId, cancellation);
        string? outcome = found is null ? DeferralWords.Ended
            : Ended(found.Value, DeferredClock.Effective(found.Value, time.GetUtcNow()))
            ?? (view.Session is { } session && session.Subject != found.Value.Subject ? DeferralWords.AnotherPerson : null);
        return outcome is null ? null : AuthorizationAnswer.Outcome(view.Target, outcome);
    }

    private static string? Ended(DeferredProcess process, DeferredState state) => state switch
    {
        DeferredState.Open => process.MissionId is null ? null : DeferralWords.InReview,
        DeferredState.Approved or DeferredState.Redeemed => DeferralWords.Approved,
        DeferredState.Expired => DeferralWords.Expired,
        _ => process.Reason switch
        {
            DeferredReasons.CancelledByClient => DeferralWords.Withdrawn,
            Engine.Decisions.ReasonCodes.UserDeclined => DeferralWords.Declined,
            _ => DeferralWords.Ended,
        },
    };
}
