using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals;

/// <summary>Tells that a person added, changed or removed a credential, to whoever holds something of a Mission of that person now.</summary>
/// <remarks>It compares the account before and after, so that no way to change one is forgotten. Source: CAEP 1.0 §3.3; signals digest §3.</remarks>
internal sealed class CredentialSignals(SignalOutbox outbox, MissionSignals missions, SignalBell bell, IOptions<SignalOptions> options)
{
    private const string Passkey = "fido2-platform";
    private const string RoamingPasskey = "fido2-roaming";
    private const string AuthenticatorApp = "app";

    private const string Created = "create";
    private const string Updated = "update";
    private const string Deleted = "delete";

    /// <summary>Writes down who has to learn of it, in the transaction of the change.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="before">The account before.</param>
    /// <param name="after">The account after.</param>
    /// <param name="txn">A name for this change that nothing else has.</param>
    public void Record(IStoreTransaction write, Account before, Account after, string txn)
    {
        ImmutableArray<(string Type, string Change)> changes = [.. Changes(before, after)];
        if (changes.IsEmpty)
        {
            return;
        }

        IEnumerable<string> streams = LiveMissions.Of(write, after.Subject).SelectMany(mission => missions.Interested(write, mission))
            .Where(stream => StreamEvents.Delivered(stream, options.Value).Contains(SignalEvents.CredentialChange, StringComparer.Ordinal))
            .Select(stream => stream.StreamId)
            .Distinct(StringComparer.Ordinal);
        foreach (string streamId in streams.ToArray())
        {
            foreach ((string type, string change) in changes)
            {
                outbox.Append(write, streamId, new SignalDraft(SignalEvents.CredentialChange, Body(type, change, write.Now), SignalSubjectKind.User, null, after.Subject, txn));
            }
        }

        bell.Ring();
    }

    // That a passkey or an app was used changes counters of the account and no credential.
    private static IEnumerable<(string Type, string Change)> Changes(Account before, Account after)
    {
        foreach (AccountPasskey gone in before.Passkeys.Where(passkey => after.Passkeys.All(other => other.Id != passkey.Id)))
        {
            yield return (TypeOf(gone), Deleted);
        }

        foreach (AccountPasskey added in after.Passkeys.Where(passkey => before.Passkeys.All(other => other.Id != passkey.Id)))
        {
            yield return (TypeOf(added), Created);
        }

        if (before.TotpSecret != after.TotpSecret)
        {
            yield return (AuthenticatorApp, before.TotpSecret is null ? Created : after.TotpSecret is null ? Deleted : Updated);
        }
    }

    private static string TypeOf(AccountPasskey passkey) =>
        passkey.IsBackupEligible || passkey.Transports.Any(static transport => transport == "internal") ? Passkey : RoamingPasskey;

    // Only people change their credentials here, on their own pages.
    private static string Body(string credentialType, string changeType, DateTimeOffset at) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("credential_type", credentialType);
        writer.WriteString("change_type", changeType);
        WireJson.Seconds(writer, "event_timestamp", at);
        writer.WriteString("initiating_entity", InitiatingEntity.User);
        CaepBody.Reason(writer, $"A credential was changed: {changeType}.");
        writer.WriteEndObject();
    });
}
