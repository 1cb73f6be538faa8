using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>Is one envelope inside another?</summary>
/// <remarks>Sound: what is contained never allows more. Where bounds have a shape that the implication rules cannot compare, the answer is
/// <see cref="Containment.NotShown"/>, never a guess.</remarks>
public static class EnvelopeContainment
{
    /// <summary>Whether everything that the inner envelope allows is allowed by the outer one.</summary>
    /// <param name="outer">The wider envelope.</param>
    /// <param name="inner">The narrower envelope.</param>
    public static Containment Contains(MissionEnvelope outer, MissionEnvelope inner) => Answer(
        outer.Client == inner.Client
        && outer.Subject == inner.Subject
        && outer.Tenant == inner.Tenant
        && outer.Actor == inner.Actor
        && outer.Lifetime.Contains(inner.Lifetime)
        && (outer.Idle is null || inner.Idle <= outer.Idle)
        && inner.PropagationDepth <= outer.PropagationDepth
        && inner.Audiences.All(audience => outer.Audiences.Any(wider => Covers(wider, audience)))
        && Grants(outer, inner) == Containment.Contained);

    /// <summary>Whether the grants of the inner envelope, less what it forbids, lie inside those of the outer one.</summary>
    /// <param name="outer">The wider envelope.</param>
    /// <param name="inner">The narrower envelope.</param>
    public static Containment Grants(MissionEnvelope outer, MissionEnvelope inner) =>
        Answer(inner.Grants.All(grant => NamesItsServer(outer, inner, grant.Resource)
            && Effective(grant, inner).All(operation => IsGranted(outer, grant, operation))));

    private static Containment Answer(bool contained) => contained ? Containment.Contained : Containment.NotShown;

    private static IEnumerable<string> Effective(EnvelopeGrant grant, MissionEnvelope envelope) =>
        grant.Operations.Where(operation => !IsForbidden(envelope, grant.Resource, operation));

    private static bool IsForbidden(MissionEnvelope envelope, string resource, string operation) =>
        envelope.Never.Any(rule => rule.Resource == resource && rule.Operations.Contains(operation));

    // Where several grants at one server hold an operation, the bounds of every one of them apply.
    private static bool IsGranted(MissionEnvelope outer, EnvelopeGrant inner, string operation)
    {
        EnvelopeGrant[] holding =
        [
            .. outer.Grants.Where(
                grant => grant.Resource == inner.Resource && grant.At == inner.At && grant.Operations.Contains(operation)),
        ];
        return !IsForbidden(outer, inner.Resource, operation) && holding.Length > 0 && holding.All(grant => Implies(inner.Where, grant.Where));
    }

    // An outer class whose server has to be named holds no inner one whose server need not be.
    private static bool NamesItsServer(MissionEnvelope outer, MissionEnvelope inner, string resource) =>
        !GrantRules.NamesServer(outer.Grants.Where(grant => grant.Resource == resource))
        || GrantRules.NamesServer(inner.Grants.Where(grant => grant.Resource == resource));

    private static bool Implies(ValueArray<AttributeBound> premise, ValueArray<AttributeBound> conclusion) => Implication.Holds(
        new Condition.All(premise.Select(bound => bound.Holds).ToValueArray()),
        new Condition.All(conclusion.Select(bound => bound.Holds).ToValueArray()));

    private static bool Covers(EnvelopeAudience wider, EnvelopeAudience audience) =>
        wider.As == audience.As
        && audience.Resources.All(wider.Resources.Contains)
        && audience.ProjectParams.All(wider.ProjectParams.Contains)
        && audience.ProjectActor <= wider.ProjectActor
        && audience.AssertionLifetime <= wider.AssertionLifetime
        && (wider.Require is null || wider.Require == audience.Require);
}
