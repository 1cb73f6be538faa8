using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>The rules of an author have names of their own, and what follows from them can be done.</summary>
internal static class AuthorRulesCheck
{
    public static void Run(CheckedEntry subject)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        ImmutableArray<Rule> all = [.. AuthorRules.Of(subject.Entry)];
        for (int index = 0; index < subject.Entry.Rules.Count; index++)
        {
            AuthorRule rule = subject.Entry.Rules[index];
            string path = $"$.rules[{index}]";
            if (rule.Name.Length > 0 && !seen.Add(rule.Name))
            {
                subject.Error(
                    DiagnosticCodes.DuplicateName,
                    path + ".name",
                    $"Another rule is called `{rule.Name}`.",
                    "Give each rule a name of its own.");
            }

            Review(subject, rule.Then, path);
            Shorten(subject, rule.Then, path);
            Withhold(subject, rule.Then, path);
            Facts(subject, all, rule, path);
        }
    }

    private static void Review(CheckedEntry subject, RuleConsequences then, string path)
    {
        if (then.Approval == ApprovalMode.Review && subject.Entry.Approval.Review is null && !subject.IsBroken("$.approval.review"))
        {
            subject.Error(
                DiagnosticCodes.ReviewBlock,
                path + ".then.approval",
                "A rule asks for a review, and the entry does not say who reviews.",
                "Add `review:` under `approval` with reviewers, approvals and a deadline.");
        }
    }

    private static void Shorten(CheckedEntry subject, RuleConsequences then, string path)
    {
        if (then.Shorten is { } longest
            && !subject.IsBroken("$.lifetime.max")
            && (longest <= TimeSpan.Zero || longest >= subject.Entry.Lifetime.Max))
        {
            subject.Error(
                DiagnosticCodes.LifetimeBounds,
                path + ".then.shorten",
                $"The rule shortens a Mission to {FactText.Duration(longest.Ticks)}, which is not over 0 and under `lifetime.max`.",
                $"Write less than {FactText.Duration(subject.Entry.Lifetime.Max.Ticks)}, or take it out.");
        }
    }

    private static void Withhold(CheckedEntry subject, RuleConsequences then, string path)
    {
        PropagationRule propagation = subject.Entry.Propagation;
        string[] crossing =
        [
            .. propagation.Audiences.SelectMany(audience => audience.ProjectParams).ToSortedSet(),
            .. propagation.Audiences.Any(audience => audience.ProjectActor != ActorProjection.Never) ? new[] { Tightening.Actor } : [],
        ];
        foreach (string name in then.Withhold.Where(name => !crossing.Contains(name, StringComparer.Ordinal)))
        {
            subject.Error(
                DiagnosticCodes.WithheldClaim,
                path + ".then.withhold",
                $"`{name}` crosses to no audience.",
                crossing.Length == 0
                    ? "Nothing crosses: take it out."
                    : $"What crosses is {string.Join(", ", crossing.Select(one => $"`{one}`"))}.",
                Suggestion.For(name, crossing));
        }
    }

    // An envelope is built without a sign-in, too: at a proposal, at a re-approval, in a replay. What is not known there must not leave it
    // wider.
    private static void Facts(CheckedEntry subject, ImmutableArray<Rule> all, AuthorRule rule, string path)
    {
        if (rule.Then.Shorten is null && rule.Then.Withhold.IsEmpty)
        {
            return;
        }

        FactName[] others = [.. RuleReach.Of(all, rule.When).Where(fact => !KeptFacts.Has(fact)).Order()];
        if (others.Length > 0)
        {
            subject.Error(
                DiagnosticCodes.RuleFacts,
                path + ".when",
                $"What shortens a Mission or withholds from it rests on {string.Join(" and ", others.Select(fact => $"`{fact}`"))} here, "
                    + "which the Mission does not keep.",
                "Read `client`, `application`, `tenant`, `lifetime`, `params.NAME` and `subject.CLAIM` only, "
                    + "also in the rules that write what this one reads; ask for a stronger sign-in or an approval instead.");
        }
    }
}
