using System.Collections.Immutable;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Is this newly found action still inside the Mission envelope, or does it need a fresh human interaction?</summary>
/// <remarks>All seven dimensions run; crossings are collected, never cut short, so that one question to the person shows every one.
/// Source: article, "What Open-World Agents Still Require".</remarks>
public static class Boundary
{
    /// <summary>Answers the question for a Mission in good standing.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="action">The action.</param>
    public static BoundaryDecision Decide(CompiledEnvelope envelope, DiscoveredAction action) =>
        Decide(envelope, action, MissionStandings.Good);

    /// <summary>Answers the question.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="action">The action.</param>
    /// <param name="standing">What the host's record says about the Mission and the caller.</param>
    public static BoundaryDecision Decide(CompiledEnvelope envelope, DiscoveredAction action, MissionStandings standing) =>
        Of(envelope.Boundary.Ask(action), envelope, action, standing);

    /// <summary>Answers the question for several actions, which the rules judge in one pass.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="standing">What the host's record says about the Mission and the caller.</param>
    /// <returns>One decision for each action, in the same order.</returns>
    public static ImmutableArray<BoundaryDecision> DecideAll(
        CompiledEnvelope envelope, ImmutableArray<DiscoveredAction> actions, MissionStandings standing) =>
        [.. envelope.Boundary.AskAll(actions).Zip(actions, (fired, action) => Of(fired, envelope, action, standing))];

    private static BoundaryDecision Of(ImmutableArray<Rule> fired, CompiledEnvelope envelope, DiscoveredAction action, MissionStandings standing) =>
        standing == MissionStandings.Good && fired.IsEmpty ? BoundaryDecision.Inside : Outside(fired, envelope.Boundary.Question(action), standing);

    private static BoundaryDecision Outside(ImmutableArray<Rule> fired, RuleQuestion question, MissionStandings standing)
    {
        ValueArray<Reason> denied = Reasons.Sort([.. Standings.Reasons(standing, fired.IsEmpty), .. Reasons.Of<Outcome.Refuse>(fired, question)]);
        ValueArray<Reason> crossings = Reasons.Sort(Reasons.Of<Outcome.AskAgain>(fired, question));
        return denied.IsEmpty
            ? crossings.IsEmpty ? BoundaryDecision.Inside : new BoundaryDecision.ReApprove(crossings)
            : new BoundaryDecision.Deny([.. denied, .. crossings]);
    }
}
