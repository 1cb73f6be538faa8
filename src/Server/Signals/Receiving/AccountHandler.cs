using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>When the enterprise says that an account is disabled or its credentials are lost, the Missions of that person stop as the policy says.</summary>
/// <remarks>Nothing that is told later lifts it: to resume is an administrator's right. Source: RISC 1.0 §2; signals digest §3.</remarks>
internal sealed class AccountHandler(IStore store, SignalAccounts accounts, MissionLifecycle lifecycle, ILogger<AccountHandler> log) : ISignalHandler
{
    private const int PageSize = 100;

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
        MissionEvent? what = transmitter.OnAccountEvent switch
        {
            "suspend" => MissionEvent.Suspend,
            "revoke" => MissionEvent.Revoke,
            _ => null,
        };
        if (what is not { } change || await accounts.FindAsync(told, cancellation) is not { } subject)
        {
            return null;
        }

        int count = 0;
        TableQuery query = TableQuery.Where(MissionTables.BySubject, HandleHash.Of(subject).Value) with { Limit = PageSize };
        while (true)
        {
            Page<Mission> page = await store.FindAsync(MissionTables.Missions, query, cancellation);
            foreach (Mission mission in page.Items.Select(row => row.Value).Where(mission => IsMeant(mission, told, change)))
            {
                MissionChange changed = await lifecycle.ChangeAsync(mission.MissionId, change, told.Issuer, Reasons[told.Uri], null, cancellation);
                count += changed is MissionChange.Done ? 1 : 0;
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
    private static bool IsMeant(Mission mission, ReceivedEvent told, MissionEvent change) =>
        mission.AttestedAt <= told.At && MissionTransitions.Next(mission.State, change) is not null;
}
