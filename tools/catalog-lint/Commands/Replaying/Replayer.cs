using System.Collections.Concurrent;
using System.Collections.Immutable;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>Asks past questions of a candidate catalog.</summary>
internal sealed class Replayer(CompiledCatalog catalog)
{
    private static readonly (string Code, MissionStandings Standing)[] Host =
    [
        (ReasonCodes.ActorMismatch, MissionStandings.OtherActor),
        (ReasonCodes.KeyMismatch, MissionStandings.OtherKey),
        (ReasonCodes.RecentlyDeclined, MissionStandings.RecentlyDeclined),
        (ReasonCodes.AskedTooOften, MissionStandings.AskedTooOften),
        (ReasonCodes.AskingStopped, MissionStandings.AskingStopped),
        (ReasonCodes.SignInTooWeak, MissionStandings.SignInTooWeak),
    ];

    private readonly ConcurrentDictionary<object, (
        CompiledEnvelope Past, Candidate Now)> missions = new(ReferenceEqualityComparer.Instance);

    /// <summary>The envelope of a line and what it would be now; the reader shares envelopes, so each is built once.</summary>
    public (CompiledEnvelope Past, Candidate Now) Mission(MissionEnvelope envelope) =>
        missions.GetOrAdd(envelope, _ => (CompiledEnvelope.From(envelope), CandidateBuilder.Build(catalog, envelope)));

    /// <summary>One past decision under the candidate.</summary>
    public ReplayedDecision Replay(PastDecision past)
    {
        MissionEnvelope envelope = past.Envelope;
        ActionDefaults defaults = new(envelope.Subject, envelope.Tenant, envelope.Lifetime.Start);
        if (ActionReader.TryRead(past.Action, catalog.Vocabulary, defaults, out DiscoveredAction? action) is { } wrong)
        {
            return new ReplayedDecision(past, ReplayVerdict.NotReproduced, null, $"the action cannot be read: {wrong}");
        }

        (CompiledEnvelope then, Candidate now) = Mission(envelope);
        MissionStandings standing = Standing(then, action!, past);
        Answer again = Answer.Of(
            Boundary.Decide(then, action! with { Attributes = AttributeKinds.Read(envelope, past.Action) }, standing | Withdrawn(past)));
        if (again != past.Decided)
        {
            return new ReplayedDecision(past, ReplayVerdict.NotReproduced, null, $"its envelope decides {again}");
        }

        return Decide(now, action!, standing, past);
    }

    private static ReplayedDecision Decide(Candidate now, DiscoveredAction action, MissionStandings standing, PastDecision past) =>
        now.Match(
        mission => Compare(past, Answer.Of(Boundary.Decide(mission.Envelope, action, standing)), string.Empty),
        impossible => Compare(past, Answer.Deny(impossible.Code), impossible.Why),
        between =>
            Decide(between.Loosest, action, standing, past) is var loosest
                && Decide(between.Tightest, action, standing, past).Now == loosest.Now
            ? loosest
            : new ReplayedDecision(past, ReplayVerdict.Unknown, null, between.Why),
        unknown => new ReplayedDecision(past, ReplayVerdict.Unknown, null, unknown.Why));

    private static ReplayedDecision Compare(PastDecision past, Answer now, string why) => new(
        past,
        now == past.Decided ? ReplayVerdict.Same
            : now.Rank < past.Decided.Rank ? ReplayVerdict.Looser
            : now.Rank > past.Decided.Rank ? ReplayVerdict.Stricter
            : ReplayVerdict.OtherReasons,
        now,
        why);

    // What the host knew then stays as it was: the log holds it as reasons only.
    private static MissionStandings Standing(CompiledEnvelope then, DiscoveredAction action, PastDecision past)
    {
        MissionStandings standing = Host.Where(row => past.Decided.Codes.Contains(row.Code)).Aggregate(MissionStandings.Good, (all, row) => all | row.Standing);
        bool isOverByTime = !then.Envelope.Lifetime.Contains(action.At);
        return past.Decided.Codes.Contains(ReasonCodes.MissionNotActive) && !isOverByTime ? standing | MissionStandings.NotActive : standing;
    }

    private static MissionStandings Withdrawn(PastDecision past) =>
        past.Decided.Codes.Contains(ReasonCodes.CatalogWithdrawn) ? MissionStandings.CatalogWithdrawn : MissionStandings.Good;
}
