using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Signals;

/// <summary>Tells that a person's credential was added, changed or removed, to whoever holds something of a Mission of that person now.</summary>
/// <remarks>Call it after the change is on disk. Source: CAEP 1.0 §3.3.</remarks>
internal sealed class CredentialSignals(IStore store, SignalOutbox outbox, MissionSignals missions, SignalBell bell, IOptions<SignalOptions> options)
{
    /// <summary>Types of credential.</summary>
    public const string Password = "password";
    public const string Passkey = "fido2-platform";
    public const string RoamingPasskey = "fido2-roaming";
    public const string AuthenticatorApp = "app";

    /// <summary>Kinds of change.</summary>
    public const string Created = "create";
    public const string Updated = "update";
    public const string Deleted = "delete";
    public const string Revoked = "revoke";

    /// <summary>Tells it.</summary>
    /// <param name="subject">The person, in our own name for them.</param>
    /// <param name="credentialType">One of the types above.</param>
    /// <param name="changeType">One of the kinds above.</param>
    /// <param name="initiator">Who did it: a word of <see cref="InitiatingEntity"/>.</param>
    /// <param name="cancellation">Stops before it is told.</param>
    /// <returns>How many streams carry it.</returns>
    public Task<int> TellAsync(string subject, string credentialType, string changeType, string initiator, CancellationToken cancellation)
    {
        string txn = OpaqueHandle.New("cc_");
        return store.WriteAsync(
            write =>
            {
                string body = Body(credentialType, changeType, initiator, write.Now);
                SignalDraft draft = new(SignalEvents.CredentialChange, body, SignalSubjectKind.User, null, subject, txn);
                ImmutableArray<string> streams =
                [
                    .. Missions(write, subject).SelectMany(mission => missions.Interested(write, mission))
                        .Where(stream => StreamEvents.Delivered(stream, options.Value).Contains(SignalEvents.CredentialChange, StringComparer.Ordinal))
                        .Select(stream => stream.StreamId)
                        .Distinct(StringComparer.Ordinal),
                ];
                foreach (string streamId in streams)
                {
                    outbox.Append(write, streamId, draft);
                }

                bell.Ring();
                return streams.Length;
            },
            cancellation);
    }

    // The latest thousand: more live Missions than that nobody has.
    private static IEnumerable<Mission> Missions(IStoreTransaction write, string subject) => write
        .Find(MissionTables.Missions, TableQuery.Where(MissionTables.BySubject, HandleHash.Of(subject).Value) with { Limit = TableQuery.MaxLimit })
        .Items.Select(row => row.Value)
        .Where(mission => MissionClock.Effective(mission, write.Now) is MissionState.Active or MissionState.Suspended);

    private static string Body(string credentialType, string changeType, string initiator, DateTimeOffset at) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("credential_type", credentialType);
        writer.WriteString("change_type", changeType);
        WireJson.Seconds(writer, "event_timestamp", at);
        writer.WriteString("initiating_entity", initiator);
        CaepBody.Reason(writer, $"A credential was changed: {changeType}.");
        writer.WriteEndObject();
    });
}
