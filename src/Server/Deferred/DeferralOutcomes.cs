using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Writes the person's answer to a deferred token request down, in the transaction that ends the interaction.</summary>
internal sealed class DeferralOutcomes(DeferredEnding ending, DeferredSeal seal, PingOutbox outbox)
{
    /// <summary>Keeps a yes.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="view">The interaction; the person is signed in.</param>
    /// <param name="approved">The Mission.</param>
    /// <param name="claim">The <c>client_context</c> claim, protected.</param>
    /// <returns>False when the request does not wait for this person any more.</returns>
    public bool Approve(IStoreTransaction write, InteractionView view, ApprovedMission approved, string claim)
    {
        if (Waiting(write, view) is not { } current)
        {
            return false;
        }

        DeferredProcess resolved = With(current.Value, view, approved, claim) with { State = DeferredState.Approved };
        write.Update(DeferredTables.Processes, resolved, current.Version);
        DeferralEvidence.Resolved(resolved).Append(write);
        PingOutbox.Add(write, resolved, TimeSpan.Zero);
        outbox.Wake();
        return true;
    }

    /// <summary>Keeps a no, or that it cannot be granted.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="view">The interaction.</param>
    /// <param name="reason">Why.</param>
    /// <returns>False when the request does not wait for this person any more.</returns>
    public bool Refuse(IStoreTransaction write, InteractionView view, string reason)
    {
        if (Waiting(write, view) is not { } current)
        {
            return false;
        }

        // There is no Mission yet, so that the evidence of its denial would be about nothing.
        ending.End(write, current, DeferredState.Denied, reason, null, DeferralEvidence.Ended(current.Value, DeferredState.Denied, reason));
        PingOutbox.Add(write, current.Value, TimeSpan.Zero);
        outbox.Wake();
        return true;
    }

    /// <summary>The request of an interaction, while it waits for the person who is signed in.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="view">The interaction.</param>
    public static Document<DeferredProcess>? Waiting(IStoreTransaction write, InteractionView view) =>
        write.Get(DeferredTables.Processes, view.Interaction.Deferral!) is { } current
        && current.Value is { MissionId: null } process
        && DeferredClock.Effective(process, write.Now) == DeferredState.Open
        && view.Session?.Subject == process.Subject
            ? current
            : null;

    /// <summary>The request with what the person agreed to.</summary>
    /// <param name="process">The request.</param>
    /// <param name="view">The interaction; the person is signed in.</param>
    /// <param name="approved">The Mission.</param>
    /// <param name="claim">The <c>client_context</c> claim, protected.</param>
    public static DeferredProcess With(DeferredProcess process, InteractionView view, ApprovedMission approved, string claim)
    {
        TokenHolder holder = TokenHolder.Of(view, approved);
        return process with { MissionId = approved.MissionId, Mode = approved.Mode, Claim = claim, SignIn = holder.SignIn, Scopes = holder.Scopes };
    }

    /// <summary>Protects a claim for <see cref="Approve"/> and <see cref="With"/>.</summary>
    /// <param name="claim">The <c>client_context</c> claim.</param>
    public string Seal(string claim) => seal.Seal(DeferredSeal.Claim, claim);

    /// <summary>Whether a refusal by the engine ends the request: a sign-in that is too weak may be tried again elsewhere.</summary>
    /// <param name="decision">The decision.</param>
    public static string? EndsBy(BootstrapDecision decision)
    {
        string[] codes = [.. HandoffEvidence.Codes(decision)];
        return codes.Length == 0 || codes.Any(code => code is ReasonCodes.AssuranceNotMet or ReasonCodes.AuthenticationFailed or ReasonCodes.RulesDisagree) ? null : codes[0];
    }
}
