using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>When the enterprise says that an account is disabled or its credentials are lost, the Missions of that person stop as the policy says.</summary>
/// <remarks>Nothing that is told later lifts it: to resume is an administrator's right. Source: RISC 1.0 §2; signals digest §3.</remarks>
internal sealed class AccountHandler(IStore store, SignalAccounts accounts, MissionLifecycle lifecycle, MissionLedger ledger, ILogger<AccountHandler> log) : ISignalHandler
{
    private const int PageSize = 100;
    private const string Ignore = "ignore";
    private const string Suspend = "suspend";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        [SignalEvents.AccountDisabled] = "policy_account_disabled",
        [SignalEvents.AccountPurged] = "policy_account_purged",
        [SignalEvents.CredentialCompromise] = "policy_credential_compromise",
        [SignalEvents.SessionsRevoked] = "policy_sessions_revoked",
        [SignalEvents.SessionRevoked] = "policy_session_revoked",
    };

    /// <inheritdoc/>
    public bool Handles(ReceivedEvent told) => Reasons.ContainsKey(told.Uri);

    /// <inheritdoc/>
    public async Task<SetRefusal?> HandleAsync(ReceivedEvent told, SignalTransmitterOptions transmitter, CancellationToken cancellation)
    {
        if (transmitter.OnAccountEvent == Ignore || await accounts.FindAsync(told, cancellation) is not { } subject)
        {
            return null;
        }

        int count = 0;
        TableQuery query = TableQuery.Where(MissionTables.BySubject, HandleHash.Of(subject).Value) with { Limit = PageSize };
        while (true)
        {
            Page<Mission> page = await store.FindAsync(MissionTables.Missions, query, cancellation);
            foreach (Mission mission in page.Items.Select(row => row.Value).Where(mission => IsMeant(mission, told)))
            {
                count += await StopAsync(mission, transmitter.OnAccountEvent, told, cancellation) ? 1 : 0;
            }

            if (page.Next is not { } next)
            {
                break;
            }

            query = query with { After = next };
        }

        SignalLog.AccountEvent(log, told.Uri, told.Issuer, count);
        return null;
    }

    // A Mission that was made after the event rests on a sign-in that the event is not about.
    private static bool IsMeant(Mission mission, ReceivedEvent told) => mission.AttestedAt <= told.At && !MissionClock.IsTerminal(mission.State);

    // Only what has begun can be paused: what reviewers or the client have still to answer would begin in spite of the event, so it ends.
    private static MissionEvent EventOf(string policy, MissionState state) =>
        policy == Suspend && state is MissionState.Active or MissionState.Suspended ? MissionEvent.Suspend : MissionTransitions.StopOf(state);

    // The state is asked inside the transaction, so that a decision at the same moment changes the way of the stop and not whether there is one.
    private async Task<bool> StopAsync(Mission found, string policy, ReceivedEvent told, CancellationToken cancellation)
    {
        string reason = Reasons[told.Uri];
        EvidenceDraft evidence = lifecycle.Evidence(found, told.Issuer, reason, null);
        (MissionState from, Mission? after) = await store.WriteAsync(
            write =>
            {
                Document<Mission>? current = write.Get(MissionTables.Missions, found.MissionId);
                MissionState state = current is null ? found.State : MissionClock.Effective(current.Value, write.Now);
                return (state, current is null ? null : ledger.Move(write, current, EventOf(policy, state), mission => mission with { Reason = reason }, evidence));
            },
            cancellation);
        if (after is null)
        {
            return false;
        }

        ServerLog.MissionMoved(log, after.MissionRef, MissionLedger.Word(from), MissionLedger.Word(after.State), reason);
        return true;
    }
}
