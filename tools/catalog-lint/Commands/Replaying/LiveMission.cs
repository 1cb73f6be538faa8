using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>A Mission of the log that has not ended, and what the candidate would make of it.</summary>
/// <param name="MissionRef">The Mission.</param>
/// <param name="Kind">The purpose.</param>
/// <param name="Effect">In words.</param>
internal sealed record LiveMission(string MissionRef, string Kind, string Effect)
{
    /// <summary>The Mission, where the candidate touches it.</summary>
    /// <param name="past">Its last line.</param>
    /// <param name="now">What it would be.</param>
    public static LiveMission? Of(PastDecision past, Candidate now) =>
        What(past, now) is { } effect ? new LiveMission(past.MissionRef, past.Envelope.Kind, effect) : null;

    private static string? What(PastDecision past, Candidate now) => now.Match(
        mission => EnvelopeContainment.Contains(mission.Envelope.Envelope, past.Envelope) == Containment.Contained ? null : "would be narrower, or cannot be shown to be as wide",
        impossible => $"could not begin: {impossible.Why}",
        between => What(past, between.Loosest) ?? (What(past, between.Tightest) is null ? null : $"is not known: {between.Why}"),
        unknown => $"is not known: {unknown.Why}");
}
