using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>What a change of the catalog does to live Missions: the same decision that the server makes.</summary>
internal static class MissionImpact
{
    /// <summary>The Missions that the change touches, by purpose and handle.</summary>
    /// <param name="before">The old catalog.</param>
    /// <param name="after">The new one.</param>
    /// <param name="missions">The live Missions.</param>
    public static ImmutableArray<TouchedMission> Of(
        CompiledCatalog before, CompiledCatalog after, ImmutableArray<LiveMissionLine> missions) =>
    [
        .. missions.Select(mission => Of(before.Purpose(mission.Kind), after.Purpose(mission.Kind), mission))
            .OfType<TouchedMission>()
            .OrderBy(touched => touched.Mission.Kind, StringComparer.Ordinal)
            .ThenBy(touched => touched.Mission.MissionRef, StringComparer.Ordinal),
    ];

    // What held nothing before loses nothing.
    private static TouchedMission? Of(CompiledPurpose? before, CompiledPurpose? after, LiveMissionLine mission)
    {
        if (before is null || before.Digest == after?.Digest || Own(before, mission) is not { } own)
        {
            return null;
        }

        return after is null
            ? new TouchedMission(mission, MissionEffect.Stopped, [ReasonCodes.CatalogWithdrawn], [])
            : Ceiling.Decide(after, own, mission.Values, mission.IsProvisional).Match<TouchedMission?>(
                _ => null,
                part => new TouchedMission(mission, MissionEffect.Narrowed, [ReasonCodes.CatalogNarrowed], [.. Lost(own, part.Left, after)]),
                suspended => new TouchedMission(
                    mission, MissionEffect.Suspended, [.. suspended.Reasons.Select(reason => reason.Code).Distinct(StringComparer.Ordinal)], []));
    }

    // The server has the envelope itself; here the old catalog gives it again.
    private static MissionEnvelope? Own(CompiledPurpose purpose, LiveMissionLine mission)
    {
        MissionEnvelope? full = Ceiling.EnvelopeOf(purpose, Seed(purpose, mission), mission.Values, out _);
        full = full is null || !mission.IsProvisional ? full
            : purpose.Entry.Approval.Review?.Provisional is { } rule ? EnvelopeBuilder.Provisional(full, rule) : null;
        return full is null || full.Lifetime.End <= mission.End ? full : full with { Lifetime = full.Lifetime with { End = mission.End } };
    }

    private static MissionEnvelope Seed(CompiledPurpose purpose, LiveMissionLine mission) => new()
    {
        Kind = mission.Kind,
        EntryVersion = purpose.Entry.Version,
        EntryDigest = purpose.Digest,
        Client = mission.Values.Client,
        Subject = mission.Values.Subject,
        Tenant = mission.Values.Tenant,
        Actor = mission.Actor,
        GoverningParams = "{}",
        Grants = [],
        Lifetime = new(mission.Start, mission.End),
        PropagationDepth = 0,
    };

    private static IEnumerable<string> Lost(MissionEnvelope own, MissionEnvelope left, CompiledPurpose purpose)
    {
        EnvelopeNews taken = EnvelopeNews.Of(left, own, purpose.Vocabulary);
        return EnvelopeNews.Of(own, left, purpose.Vocabulary).FallsAway
            .Concat(taken.Limits.Where(limit => limit.What != "until").Select(limit => $"{limit.What}: only {limit.Before}, no longer {limit.After}"))
            .Distinct(StringComparer.Ordinal);
    }
}
