using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>The rules that guard where a Mission may propagate.</summary>
internal static class PropagationRules
{
    public static IEnumerable<Rule> Of(MissionEnvelope envelope)
    {
        ValueArray<string> issuers = envelope.Audiences.Select(audience => audience.As).ToSortedSet();
        Condition isNamed = When.OneOf(FactName.ActionPropagationAudience, issuers);
        yield return new Rule
        {
            Id = "propagation.audience",
            Dimension = Dimension.Propagation,
            When = When.All(When.Present(FactName.ActionPropagationAudience), When.Not(isNamed)),
            Outcome = new Outcome.AskAgain(ReasonCodes.PropagationAudience),
            Position = SourcePosition.None,
            Asked = FactName.ActionPropagationAudience,
            AllowedBy = new AllowedWords.Bounds(isNamed),
        };

        foreach (EnvelopeAudience audience in envelope.Audiences)
        {
            Condition mayCross = When.OneOf(FactName.ActionResource, audience.Resources);
            yield return new Rule
            {
                Id = $"propagation.audience.{audience.As}.resources",
                Dimension = Dimension.Propagation,
                When = When.All(When.Equal(FactName.ActionPropagationAudience, audience.As), When.Not(mayCross)),
                Outcome = new Outcome.AskAgain(ReasonCodes.PropagationAudience),
                Position = audience.Position,
                Asked = FactName.ActionResource,
                AllowedBy = new AllowedWords.Bounds(mayCross),
            };
        }
    }
}
