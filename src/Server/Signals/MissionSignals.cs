using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals;

/// <summary>Writes down, in the transaction of a change, which receivers have to learn of it.</summary>
/// <remarks>Source: signals digest §5, §8.</remarks>
internal sealed class MissionSignals(
    SignalOutbox outbox, SignalBell bell, IOptions<SignalOptions> options, IOptions<ServerOptions> server, IOptions<MissionDraftOptions> draft) : ITransitionSink
{
    /// <summary>The capability with which a stream takes events about authority alone.</summary>
    public const string AuthorityChanged = "authority_changed";

    /// <inheritdoc/>
    public void Record(IStoreTransaction write, Mission before, Mission after)
    {
        // Nobody but the client knows a Mission before its activation, and the client has the token response.
        if (before.Version == 0)
        {
            return;
        }

        if (MissionAudiences.KeepUntil(after) > MissionAudiences.KeepUntil(before))
        {
            Extend(write, after);
        }

        bool hasMoved = MissionClock.Held(before) != MissionClock.Held(after);
        bool hasChanged = before.EnvelopeDigest != after.EnvelopeDigest || before.IsProvisional != after.IsProvisional
            || before.Ceiling?.EnvelopeDigest != after.Ceiling?.EnvelopeDigest;
        if (!hasMoved && !hasChanged)
        {
            return;
        }

        foreach (SignalStream stream in Interested(write, after))
        {
            foreach (SignalDraft draft in hasMoved ? Moved(stream, before, after, write.Now) : Changed(stream, after, write.Now))
            {
                outbox.Append(write, stream.StreamId, draft);
            }
        }

        bell.Ring();
    }

    /// <summary>The streams that carry a Mission.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="mission">The Mission.</param>
    public IEnumerable<SignalStream> Interested(IStoreTransaction write, Mission mission)
    {
        bool byDefault = options.Value.DefaultSubjects == "ALL";
        return Knowing(write, mission).Where(stream => write.Get(SignalTables.Subjects, SubjectChoice.KeyOf(stream.StreamId, mission.MissionId))?.Value.IsWanted ?? byDefault);
    }

    /// <summary>Whether a receiver may know a Mission.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="stream">The receiver's stream.</param>
    /// <param name="mission">The Mission.</param>
    public static bool MayKnow(IStoreTransaction write, SignalStream stream, Mission mission) =>
        MissionAudiences.Of(write, mission).Any(identity => stream.Identities.Contains(identity, StringComparer.Ordinal));

    /// <summary>How a Mission stands, for a receiver that begins to follow it; null when its stream has no Mission events.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="mission">The Mission.</param>
    /// <param name="now">The time.</param>
    public SignalDraft? Standing(SignalStream stream, Mission mission, DateTimeOffset now) =>
        !StreamEvents.Delivered(stream, options.Value).Contains(options.Value.MissionEventUri, StringComparer.Ordinal) ? null : Draft(
            mission, MissionEventBody.Lifecycle(server.Value.Issuer, mission, Word(mission, MissionClock.Effective(mission, now)), null, now, isAuthorityChanged: false));

    private static IEnumerable<SignalStream> Knowing(IStoreTransaction write, Mission mission) => MissionAudiences.Of(write, mission)
        .SelectMany(identity => OfIdentity(write, identity))
        .DistinctBy(stream => stream.StreamId);

    // What a receiver chose lasts as long as what it knows.
    private static void Extend(IStoreTransaction write, Mission mission)
    {
        MissionAudiences.Extend(write, mission);
        foreach (SignalStream stream in Knowing(write, mission).ToArray())
        {
            if (write.Get(SignalTables.Subjects, SubjectChoice.KeyOf(stream.StreamId, mission.MissionId)) is { } choice)
            {
                write.Put(SignalTables.Subjects, choice.Value with { KeepUntil = MissionAudiences.KeepUntil(mission) });
            }
        }
    }

    private static IEnumerable<SignalStream> OfIdentity(IStoreTransaction write, string identity) => write
        .Find(SignalTables.Streams, TableQuery.Where(SignalTables.ByIdentity, HandleHash.Of(identity).Value) with { Limit = TableQuery.MaxLimit })
        .Items.Select(row => row.Value);

    private IEnumerable<SignalDraft> Moved(SignalStream stream, Mission before, Mission after, DateTimeOffset now)
    {
        ImmutableArray<string> delivered = StreamEvents.Delivered(stream, options.Value);
        string state = MissionLedger.Word(MissionClock.Held(after));
        if (delivered.Contains(options.Value.MissionEventUri, StringComparer.Ordinal))
        {
            yield return Draft(after, MissionEventBody.Lifecycle(server.Value.Issuer, after, Word(after, MissionClock.Held(after)), MissionLedger.Word(MissionClock.Held(before)), now, isAuthorityChanged: false));
        }
        else if (delivered.Contains(SignalEvents.SessionRevoked, StringComparer.Ordinal) && MissionClock.IsTerminal(after.State))
        {
            yield return new SignalDraft(
                SignalEvents.SessionRevoked, MissionEventBody.SessionRevoked(after, state, now), SignalSubjectKind.MissionSession, after.MissionRef, after.Subject, Cause(after));
        }
    }

    private IEnumerable<SignalDraft> Changed(SignalStream stream, Mission after, DateTimeOffset now)
    {
        ImmutableArray<string> delivered = StreamEvents.Delivered(stream, options.Value);
        if (delivered.Contains(SignalEvents.TokenClaimsChange, StringComparer.Ordinal))
        {
            yield return Draft(after, MissionEventBody.ClaimsChange(after, now)) with { EventUri = SignalEvents.TokenClaimsChange };
        }

        if (delivered.Contains(options.Value.MissionEventUri, StringComparer.Ordinal) && stream.Capabilities.Contains(AuthorityChanged, StringComparer.Ordinal))
        {
            string state = MissionLedger.Word(MissionClock.Held(after));
            yield return Draft(after, MissionEventBody.Lifecycle(server.Value.Issuer, after, state, state, now, isAuthorityChanged: true));
        }
    }

    private SignalDraft Draft(Mission mission, string body) =>
        new(options.Value.MissionEventUri, body, SignalSubjectKind.Mission, mission.MissionRef, null, Cause(mission));

    private string Word(Mission mission, MissionState state) =>
        draft.Value.Enabled ? DraftState.Of(mission, state) : MissionLedger.Word(state);

    private static string Cause(Mission mission) => "lc_" + HandleHash.Of($"{mission.MissionId}\n{mission.Version}").Value;
}
