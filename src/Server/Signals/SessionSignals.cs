using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.SignIn.Sessions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals;

/// <summary>Tells the client of a live Mission that the session of the browser in which it was approved has ended. The Mission goes on.</summary>
/// <remarks>Only the client knows the session, by the <c>sid</c> of its ID Token: to others the event would say nothing. Source: CAEP 1.0 §3.1; signals digest §3.</remarks>
internal sealed class SessionSignals(SignalOutbox outbox, MissionSignals missions, SignalBell bell, IOptions<SignalOptions> options)
{
    /// <summary>Writes down who has to learn of it, in the transaction that ends the session.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="session">The session.</param>
    /// <param name="initiator">Who did it: a word of <see cref="InitiatingEntity"/>.</param>
    /// <param name="txn">A name for this end that nothing else has.</param>
    public void Record(IStoreTransaction write, SessionRow session, string initiator, string txn)
    {
        IEnumerable<string> streams = LiveMissions.Of(write, session.Subject)
            .Where(mission => mission.SignIn.SessionId == session.SessionId)
            .SelectMany(mission => missions.Interested(write, mission).Where(stream => stream.Identities.Contains(mission.Client, StringComparer.Ordinal)))
            .Where(stream => StreamEvents.Delivered(stream, options.Value).Contains(SignalEvents.SessionRevoked, StringComparer.Ordinal))
            .Select(stream => stream.StreamId)
            .Distinct(StringComparer.Ordinal);
        SignalDraft draft = new(SignalEvents.SessionRevoked, Body(initiator, write.Now), SignalSubjectKind.Session, session.SessionId, session.Subject, txn);
        foreach (string streamId in streams.ToArray())
        {
            outbox.Append(write, streamId, draft);
        }

        bell.Ring();
    }

    private static string Body(string initiator, DateTimeOffset at) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        WireJson.Seconds(writer, "event_timestamp", at);
        writer.WriteString("initiating_entity", initiator);
        CaepBody.Reason(writer, "The session of the browser ended.");
        writer.WriteEndObject();
    });
}
