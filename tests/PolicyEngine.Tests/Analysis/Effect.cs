using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>What one event comes to: let in or not, how strictly approved, for how long, and what crosses.</summary>
internal sealed record Effect(bool IsIn, ApprovalMode Mode, TimeSpan Life, bool CrossesParam, bool CrossesActor)
{
    public static Effect Of(CompiledPurpose purpose, BootstrapFacts facts) =>
        Bootstrap.Decide(purpose, facts with { DeferralAllowed = true }).Match(
            granted => Of(ApprovalMode.Auto, granted.Envelope, facts),
            _ => new Effect(false, default, default, false, false),
            confirm => Of(ApprovalMode.User, confirm.Envelope, facts),
            review => Of(ApprovalMode.Review, review.Envelope, facts),
            _ => new Effect(false, default, default, false, false));

    /// <summary>Whether this is more in any respect. What is not let in has no respects.</summary>
    public bool IsMoreThan(Effect other) =>
        (IsIn && !other.IsIn)
        || (IsIn && other.IsIn && (Mode < other.Mode || Life > other.Life))
        || (IsIn && other.IsIn && ((CrossesParam && !other.CrossesParam) || (CrossesActor && !other.CrossesActor)));

    private static Effect Of(ApprovalMode mode, MissionEnvelope envelope, BootstrapFacts facts) => new(
        true,
        mode,
        envelope.Lifetime.End - envelope.Lifetime.Start,
        !envelope.Audiences.IsEmpty && envelope.Audiences[0].ProjectParams.Contains("p")
            && facts.Context!.GoverningJson.Contains("\"p\"", StringComparison.Ordinal),
        !envelope.Audiences.IsEmpty && envelope.Audiences[0].ProjectActor != ActorProjection.Never && facts.Actor is not null);
}
