using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What a request may do to the bounds of a grant: add to them, and name a narrower one for the same attribute.</summary>
/// <remarks>Source: RFC 9396 §6.1, a token request stays within the details that were granted.</remarks>
internal static class NarrowerBounds
{
    /// <summary>The bounds of a grant together with what was asked.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="constraints">Comparisons of attributes.</param>
    public static ValueArray<AttributeBound> Of(EnvelopeGrant grant, ImmutableArray<Condition> constraints) =>
        [.. grant.Where, .. constraints.OfType<Condition.Test>()
            .Where(test => grant.Where.All(bound => bound.Holds != test))
            .Select(test => new AttributeBound(test.Fact.Path, test))];

    /// <summary>What was asked wider than a bound of the grant.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="constraints">Comparisons of attributes; those on a bounded attribute have to imply its bound.</param>
    public static IEnumerable<Reason> Broader(EnvelopeGrant grant, ImmutableArray<Condition> constraints) =>
        from bound in grant.Where
        let named = constraints.Where(constraint => Speaks(constraint, bound.Name)).ToValueArray()
        where !named.IsEmpty && !Implication.Holds(new Condition.All(named), bound.Holds)
        select new Reason
        {
            Code = ReasonCodes.ParamOutsideBounds,
            Dimension = Dimension.Object,
            RuleId = $"{grant.RuleId}.where.{bound.Name}",
            Position = bound.Position,
            Asked = ConditionText.Describe(new Condition.All(named)),
            Allowed = ConditionText.Bounds(bound.Holds),
            Detail = bound.Name,
        };

    private static bool Speaks(Condition constraint, string attribute) =>
        constraint is Condition.Test test && test.Fact == FactName.Attribute(attribute);
}
