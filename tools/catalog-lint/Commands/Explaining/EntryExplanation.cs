using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Commands.Explaining;

/// <summary>What an entry allows, in the words of its rules, each with its line.</summary>
internal static class EntryExplanation
{
    public static void Write(Screen screen, CompiledPurpose purpose)
    {
        CatalogEntry entry = purpose.Entry;
        screen.Line(Piece.Bold(entry.Title), Piece.Dim($"  {entry.Kind} version {entry.Version}, owned by {entry.Owner}"));
        screen.Line(entry.Summary);
        foreach ((string what, string words, string path) in Rows(purpose))
        {
            screen.Line(Piece.Dim(what.PadRight(11)), words, Piece.Dim($"  {entry.Source.At(path)}"));
        }

        screen.Line(Piece.Dim($"{entry.Cases.Count} cases; `explain KIND \"name of a case\"` traces one."));
    }

    private static IEnumerable<(string What, string Words, string Path)> Rows(CompiledPurpose purpose)
    {
        CatalogEntry entry = purpose.Entry;
        yield return ("who", $"{Join(entry.Allowed.Clients)} in {Join(entry.Allowed.Tenants)}{(entry.Allowed.Applications.IsEmpty ? string.Empty : $", application {Join(entry.Allowed.Applications)}")}", "$.allowed");
        yield return ("sign-in", Strength(entry.Authentication.Require) + (entry.Authentication.VerifiedActor ? ", with a verified actor" : string.Empty), "$.authentication.require");
        for (int index = 0; index < entry.Authentication.StepUp.Count; index++)
        {
            StepUpRule rule = entry.Authentication.StepUp[index];
            yield return ("step-up", $"{rule.Name}: when {ConditionText.Describe(rule.When)}, {Strength(rule.Require)}", $"$.authentication.step_up[{index}]");
        }

        yield return ("approval", Approval(entry.Approval), "$.approval");
        if (entry.Approval.Prompts is { } prompts)
        {
            yield return ("asks", $"one person {prompts.Most} times in {Duration(prompts.Per)} at most", "$.approval.prompts");
        }

        for (int index = 0; index < entry.Authority.Count; index++)
        {
            AuthorityRule rule = entry.Authority[index];
            string held = Join(AuthorityShare.Of(entry, rule, purpose.Vocabulary));
            yield return (rule.Grant == GrantTime.OnRequest ? "may ask" : "may", $"{held} {rule.Resource} at {rule.At}{Bounds(rule)}", $"$.authority[{index}]");
        }

        for (int index = 0; index < entry.Never.Count; index++)
        {
            yield return ("never", $"{Join(entry.Never[index].Operations)} {entry.Never[index].Resource}", $"$.never[{index}]");
        }

        yield return ("lasts", Duration(entry.Lifetime.Max) + (entry.Lifetime.Idle is { } idle ? $", {Duration(idle)} unused" : string.Empty), "$.lifetime");
        yield return ("travels", entry.Propagation.Depth == 0 ? "stays home" : $"{entry.Propagation.Depth} away, to {Join(entry.Propagation.Audiences.Select(audience => audience.As))}", "$.propagation");
        for (int index = 0; index < entry.Rules.Count; index++)
        {
            yield return ("rule", $"{entry.Rules[index].Name}: {RuleWords.Of(entry.Rules[index])}", $"$.rules[{index}]");
        }

        yield return ("changes", Changes(entry.OnChange), "$.on_change");
        yield return ("resumes", entry.Resume.Within is { } within ? $"within {Duration(within)}, same {Join(entry.Resume.Same)}" : "never", "$.resume");
    }

    private static string Bounds(AuthorityRule rule) =>
        rule.Where.IsEmpty ? string.Empty : $" where {string.Join(" and ", rule.Where.Select(bound => ConditionText.Describe(bound.Holds)))}";

    private static string Approval(ApprovalRule rule) => rule.Mode switch
    {
        ApprovalMode.Review => Review(rule.Review!),
        var mode =>
            (mode == ApprovalMode.Auto ? "by rule" : "by the person") + (
                rule.Review is { } review ? $"; where a rule asks for reviewers, {Review(review)}" : string.Empty),
    };

    private static string Review(ReviewRule review) =>
        $"{review.Approvals} of {Join(review.Reviewers)} within {Duration(review.ExpiresAfter)}"
        + (review.NotTheRequester ? ", never the requester" : string.Empty);

    private static string Changes(ChangeRule rule) => rule switch
    {
        ChangeRule.Keep => "leave live Missions as they were approved",
        ChangeRule.Suspend => "suspend live Missions until a person approves them anew",
        _ => "narrow live Missions to what the entry still gives",
    };

    private static string Strength(StrengthRequirement require) =>
        string.Join(", ", new[] { require.Acr is { } acr ? $"at least {acr}" : null, require.MaxAge is { } age ? age == TimeSpan.Zero ? "in this interaction" : $"at most {Duration(age)} old" : null }.OfType<string>());

    private static string Duration(TimeSpan time) => FactText.Duration(time.Ticks);

    private static string Join(IEnumerable<string> words) => string.Join(", ", words);
}
