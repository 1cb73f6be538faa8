using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Loading.Printing;

/// <summary>The rules of an author in the words of the catalog language.</summary>
internal static class RulePrinter
{
    public static void Print(YamlText text, AuthorRule rule)
    {
        text.Member("name", YamlText.Quote(rule.Name));
        text.Member("when", ConditionPrinter.Mapping(rule.When, isAttribute: false));
        text.Member("then", $"{{ {string.Join(", ", Then(rule.Then))} }}");
    }

    public static string Requirement(StrengthRequirement require)
    {
        string?[] members =
        [
            require.Acr is null ? null : $"acr: {YamlText.Quote(require.Acr)}",
            require.MaxAge is { } age ? $"max_age: {FactText.Duration(age.Ticks)}" : null,
        ];
        return $"{{ {string.Join(", ", members.OfType<string>())} }}";
    }

    private static IEnumerable<string> Then(RuleConsequences then)
    {
        if (then.Refuse)
        {
            yield return "refuse: true";
        }

        if (then.Require is { } require)
        {
            yield return $"require: {Requirement(require)}";
        }

        if (then.Approval is { } mode)
        {
            yield return $"approval: {(mode == ApprovalMode.Review ? "review" : "user")}";
        }

        if (then.Shorten is { } longest)
        {
            yield return $"shorten: {FactText.Duration(longest.Ticks)}";
        }

        if (!then.Withhold.IsEmpty)
        {
            yield return $"withhold: {YamlText.Flow(then.Withhold.Select(YamlText.Quote))}";
        }

        if (!then.Add.IsEmpty)
        {
            yield return Map("add", then.Add.Select(add => $"{YamlText.Key(add.Name)}: {FactValue.Number(add.Amount)}"));
        }

        if (!then.Tag.IsEmpty)
        {
            yield return Map("tag", then.Tag.Select(tag => $"{YamlText.Key(tag.Name)}: {YamlText.Quote(tag.Text)}"));
        }
    }

    private static string Map(string name, IEnumerable<string> members) => $"{name}: {{ {string.Join(", ", members)} }}";
}
