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
        envelope.Kind,
        new Rule[][]
        {
            [Subject(envelope), Tenant(envelope), ResourceClass(envelope), Active(envelope), Longer(envelope), Depth(envelope)],
            [.. envelope.Never.Select(Forbidden)],
            [.. PropagationRules.Of(envelope)],
            [.. envelope.Grants.GroupBy(grant => grant.Resource, StringComparer.Ordinal).SelectMany(GrantRules.Of)],
        }.SelectMany(rules => rules).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToValueArray());

    private static Rule Subject(MissionEnvelope envelope) => new()
    {
        Id = "subject",
        Dimension = Dimension.Subject,
        When = When.Not(When.Equal(FactName.ActionSubject, envelope.Subject)),
        Outcome = new Outcome.AskAgain(ReasonCodes.SubjectOutside),
        Position = SourcePosition.None,
        Asked = FactName.ActionSubject,
        Allowed = [envelope.Subject],
    };

    private static Rule Tenant(MissionEnvelope envelope) => new()
    {
        Id = "tenant",
        Dimension = Dimension.Tenant,
        When = When.Not(When.Equal(FactName.ActionTenant, envelope.Tenant)),
        Outcome = new Outcome.AskAgain(ReasonCodes.TenantOutside),
        Position = SourcePosition.None,
        Asked = FactName.ActionTenant,
        Allowed = [envelope.Tenant],
    };

    private static Rule ResourceClass(MissionEnvelope envelope)
    {
        ValueArray<string> classes = envelope.Grants.Select(grant => grant.Resource).ToSortedSet();
        return new Rule
        {
            Id = "resource_class",
            Dimension = Dimension.ResourceClass,
            When = When.Not(When.OneOf(FactName.ActionResource, classes)),
            Outcome = new Outcome.AskAgain(ReasonCodes.ResourceClassOutside),
            Position = SourcePosition.None,
            Asked = FactName.ActionResource,
            Allowed = classes,
        };
    }

    private static Rule Active(MissionEnvelope envelope) => new()
    {
        Id = "lifetime.active",
        Dimension = Dimension.State,
        When = When.Not(When.All(
            When.Is(FactName.ActionAt, Comparison.AtLeast, FactValue.Instant(envelope.Lifetime.Start)),
            When.Is(FactName.ActionAt, Comparison.Under, FactValue.Instant(envelope.Lifetime.End)))),
        Outcome = new Outcome.Refuse(ReasonCodes.MissionNotActive),
        Position = SourcePosition.None,
        Asked = FactName.ActionAt,
        Allowed = [$"{FactText.Instant(envelope.Lifetime.Start)}/{FactText.Instant(envelope.Lifetime.End)}"],
    };

    private static Rule Longer(MissionEnvelope envelope) => new()
    {
        Id = "lifetime.until",
        Dimension = Dimension.Lifetime,
        When = When.Is(FactName.ActionUntil, Comparison.Over, FactValue.Instant(envelope.Lifetime.End)),
        Outcome = new Outcome.AskAgain(ReasonCodes.LifetimeLonger),
        Position = SourcePosition.None,
        Asked = FactName.ActionUntil,
        Allowed = [FactText.Instant(envelope.Lifetime.End)],
    };

    private static Rule Depth(MissionEnvelope envelope) => new()
    {
        Id = "propagation.depth",
        Dimension = Dimension.Propagation,
        When = When.Is(FactName.ActionPropagationDepth, Comparison.Over, FactValue.Number(envelope.PropagationDepth)),
        Outcome = new Outcome.AskAgain(ReasonCodes.PropagationDepth),
        Position = SourcePosition.None,
        Asked = FactName.ActionPropagationDepth,
        Allowed = [envelope.PropagationDepth.ToString(System.Globalization.CultureInfo.InvariantCulture)],
    };

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
