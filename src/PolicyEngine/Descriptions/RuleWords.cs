using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>Rules of an author in words.</summary>
internal static class RuleWords
{
    /// <summary>A rule in one line, for example <c>when params.amount is over 10000: add 40 to risk</c>.</summary>
    /// <param name="rule">The rule.</param>
    public static string Of(AuthorRule rule) => $"when {ConditionText.Describe(rule.When)}: {Of(rule.Then)}";

    /// <summary>What follows from a rule.</summary>
    /// <param name="then">The consequences.</param>
    public static string Of(RuleConsequences then) => string.Join(", ", Parts(then));

    /// <summary>A strength of sign-in, for example <c>acr phr, at most PT5M old</c>.</summary>
    /// <param name="require">The requirement.</param>
    public static string Of(StrengthRequirement require)
    {
        string?[] parts =
        [
            require.Acr is { } acr ? "acr " + acr : null,
            require.MaxAge is { } age ? $"at most {FactText.Duration(age.Ticks)} old" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static IEnumerable<string> Parts(RuleConsequences then)
    {
        if (then.Refuse)
        {
            yield return "refuse";
        }

        if (then.Require is { } require)
        {
            yield return $"require {Of(require)}";
        }

        if (then.Approval is { } mode)
        {
            yield return mode == ApprovalMode.Review ? "ask reviewers" : "ask the person";
        }

        if (then.Shorten is { } longest)
        {
            yield return $"end after {FactText.Duration(longest.Ticks)}";
        }

        if (!then.Withhold.IsEmpty)
        {
            yield return $"withhold {string.Join(" and ", then.Withhold)}";
        }

        foreach (DerivedAmount add in then.Add)
        {
            yield return $"add {FactValue.Number(add.Amount)} to {add.Name}";
        }

        foreach (DerivedTag tag in then.Tag)
        {
            yield return $"tag {tag.Name} as {tag.Text}";
        }
    }
}
