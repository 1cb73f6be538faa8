using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>The rules of one envelope: each fires when an action leaves the envelope in one dimension.</summary>
/// <remarks>Source: article, boundary table of "What Open-World Agents Still Require"; one method a row.</remarks>
public static class EnvelopeRules
{
    /// <summary>The rules, sorted by id.</summary>
    /// <param name="envelope">The envelope.</param>
    public static RuleSet Of(MissionEnvelope envelope) => new(
        envelope.Kind + " boundary",
        new Rule[][]
        {
            [Subject(envelope), Tenant(envelope), ResourceClass(envelope), Active(envelope), Longer(envelope), Depth(envelope)],
            [.. envelope.Never.Select(Forbidden)],
            [.. PropagationRules.Of(envelope)],
            [.. envelope.Grants.GroupBy(grant => grant.Resource, StringComparer.Ordinal).SelectMany(GrantRules.Of)],
        }.SelectMany(rules => rules).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToValueArray());

    private static Rule Subject(MissionEnvelope envelope) =>
        Only("subject", Dimension.Subject, When.Equal(FactName.ActionSubject, envelope.Subject), ReasonCodes.SubjectOutside, FactName.ActionSubject);

    private static Rule Tenant(MissionEnvelope envelope) =>
        Only("tenant", Dimension.Tenant, When.Equal(FactName.ActionTenant, envelope.Tenant), ReasonCodes.TenantOutside, FactName.ActionTenant);

    private static Rule ResourceClass(MissionEnvelope envelope) => Only(
        "resource_class",
        Dimension.ResourceClass,
        When.OneOf(FactName.ActionResource, envelope.Grants.Select(grant => grant.Resource)),
        ReasonCodes.ResourceClassOutside,
        FactName.ActionResource);

    private static Rule Only(string id, Dimension dimension, Condition inside, string code, FactName asked) => new()
    {
        Id = id,
        Dimension = dimension,
        When = When.Not(inside),
        Outcome = new Outcome.AskAgain(code),
        Position = SourcePosition.None,
        Asked = asked,
        AllowedBy = new AllowedWords.Bounds(inside),
    };

    private static Rule Active(MissionEnvelope envelope)
    {
        Operand start = When.Literal(FactValue.Instant(envelope.Lifetime.Start));
        Operand end = When.Literal(FactValue.Instant(envelope.Lifetime.End));
        return new Rule
        {
            Id = "lifetime.active",
            Dimension = Dimension.State,
            When = When.Not(When.All(
                new Condition.Test(FactName.ActionAt, Comparison.AtLeast, start), new Condition.Test(FactName.ActionAt, Comparison.Under, end))),
            Outcome = new Outcome.Refuse(ReasonCodes.MissionNotActive),
            Position = SourcePosition.None,
            Asked = FactName.ActionAt,
            AllowedBy = new AllowedWords.Interval(start, end),
        };
    }

    private static Rule Longer(MissionEnvelope envelope) => AtMost(
        "lifetime.until", Dimension.Lifetime, FactName.ActionUntil, FactValue.Instant(envelope.Lifetime.End), ReasonCodes.LifetimeLonger);

    private static Rule Depth(MissionEnvelope envelope) => AtMost(
        "propagation.depth",
        Dimension.Propagation,
        FactName.ActionPropagationDepth,
        FactValue.Number(envelope.PropagationDepth),
        ReasonCodes.PropagationDepth);

    private static Rule AtMost(string id, Dimension dimension, FactName fact, FactValue most, string code)
    {
        Operand limit = When.Literal(most);
        return new Rule
        {
            Id = id,
            Dimension = dimension,
            When = new Condition.Test(fact, Comparison.Over, limit),
            Outcome = new Outcome.AskAgain(code),
            Position = SourcePosition.None,
            Asked = fact,
            AllowedBy = new AllowedWords.Bounds(new Condition.Test(fact, Comparison.Equal, limit)),
        };
    }

    internal static Rule Forbidden(EnvelopeProhibition prohibition) => new()
    {
        Id = prohibition.RuleId,
        Dimension = Dimension.Operation,
        When = When.All(
            When.Equal(FactName.ActionResource, prohibition.Resource),
            When.OneOf(FactName.ActionOperation, prohibition.Operations)),
        Outcome = new Outcome.Refuse(ReasonCodes.ForbiddenByCatalog),
        Position = prohibition.Position,
        Asked = FactName.ActionOperation,
    };
}
