using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What an author did to the sign-in rules, in words; the judgement does not rest on it.</summary>
internal static class AuthenticationEdit
{
    public static string Describe(Versions versions)
    {
        (AuthenticationRule before, AuthenticationRule after) = (versions.Before.Entry.Authentication, versions.After.Entry.Authentication);
        string[] edits =
        [
            .. before.Require == after.Require ? Array.Empty<string>() : [$"the base requirement \"{Text(before.Require)}\" becomes \"{Text(after.Require)}\""],
            .. before.VerifiedActor == after.VerifiedActor ? Array.Empty<string>() : [after.VerifiedActor ? "a verified actor is needed now" : "no verified actor is needed any more"],
            .. StepUps(before, after),
        ];
        return edits.Length == 0 ? "the meaning of the assurance levels changes" : string.Join("; ", edits);
    }

    public static string Text(StrengthRequirement? require) => require is null or { Acr: null, MaxAge: null }
        ? "anything"
        : string.Join(", ", new[] { require.Acr is { } acr ? "acr " + acr : null, require.MaxAge is { } age ? $"at most {FactText.Duration(age.Ticks)} old" : null }.OfType<string>());

    private static IEnumerable<string> StepUps(AuthenticationRule before, AuthenticationRule after) =>
        from name in before.StepUp.Concat(after.StepUp).Select(rule => rule.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        let was = before.StepUp.FirstOrDefault(rule => rule.Name == name)
        let now = after.StepUp.FirstOrDefault(rule => rule.Name == name)
        where was != now
        select was is null ? $"step-up `{name}` is new: {Text(now!.Require)} when {ConditionText.Describe(now.When)}"
            : now is null ? $"step-up `{name}` is gone: {Text(was.Require)} when {ConditionText.Describe(was.When)}"
            : $"step-up `{name}` becomes {Text(now.Require)} when {ConditionText.Describe(now.When)}";
}
