using System.Globalization;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Loading.Printing;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading;

/// <summary>Entries as files of the catalog language: what is printed reads back to the
/// same entry, and prints to the same text again.</summary>
public static class CatalogPrinter
{
    /// <summary>An entry as the text of a file in <c>purposes/</c>.</summary>
    /// <param name="entry">The entry.</param>
    public static string Print(CatalogEntry entry)
    {
        YamlText text = new();
        text.Member("kind", YamlText.Quote(entry.Kind));
        text.Member("version", Number(entry.Version));
        text.Member("owner", YamlText.Quote(entry.Owner));
        text.Member("title", YamlText.Quote(entry.Title));
        text.Member("summary", YamlText.Quote(entry.Summary));
        text.Map("allowed", () =>
        {
            text.Texts("clients", entry.Allowed.Clients);
            Texts(text, "applications", entry.Allowed.Applications);
            text.Texts("tenants", entry.Allowed.Tenants);
        });
        text.Map("params", () =>
        {
            text.Member("schema", JsonAsYaml.Of(entry.Params.SchemaJson));
            Texts(text, "governing", entry.Params.Governing);
            Texts(text, "audit_only", entry.Params.AuditOnly);
        });
        text.Map("authentication", () => Authentication(text, entry.Authentication));
        text.Map("approval", () => Approval(text, entry.Approval));
        text.List("authority", entry.Authority, rule => Authority(text, rule));
        if (!entry.Never.IsEmpty)
        {
            text.List("never", entry.Never, rule =>
            {
                text.Member("resource", YamlText.Quote(rule.Resource));
                text.Texts("operations", rule.Operations);
            });
        }

        text.Map("lifetime", () =>
        {
            text.Member("max", Duration(entry.Lifetime.Max));
            Optional(text, "idle", entry.Lifetime.Idle);
        });
        text.Map("propagation", () => Propagation(text, entry.Propagation));
        if (!entry.Rules.IsEmpty)
        {
            text.List("rules", entry.Rules, rule => RulePrinter.Print(text, rule));
        }

        text.Map("resume", () =>
        {
            Optional(text, "within", entry.Resume.Within);
            Texts(text, "same", entry.Resume.Same);
            text.Member("otherwise", entry.Resume.Otherwise == ResumeFallback.Recreate ? "recreate" : "reject");
        });
        if (entry.OnChange != ChangeRule.Narrow)
        {
            text.Member("on_change", entry.OnChange == ChangeRule.Keep ? "keep" : "suspend");
        }

        if (!entry.Cases.IsEmpty)
        {
            text.List("cases", entry.Cases, item => Case(text, item));
        }

        return text.ToString();
    }

    private static void Authentication(YamlText text, AuthenticationRule rule)
    {
        text.Member("require", RulePrinter.Requirement(rule.Require));
        if (rule.VerifiedActor)
        {
            text.Member("verified_actor", "true");
        }

        if (!rule.StepUp.IsEmpty)
        {
            text.List("step_up", rule.StepUp, stepUp =>
            {
                text.Member("name", YamlText.Quote(stepUp.Name));
                text.Member("when", ConditionPrinter.Mapping(stepUp.When, isAttribute: false));
                text.Member("require", RulePrinter.Requirement(stepUp.Require));
            });
        }
    }

    private static void Approval(YamlText text, ApprovalRule rule)
    {
        text.Member("mode", rule.Mode switch { ApprovalMode.Auto => "auto", ApprovalMode.User => "user", _ => "review" });
        if (rule.Precreated)
        {
            text.Member("precreated", "true");
        }

        Texts(text, "approvers", rule.Approvers);
        Optional(text, "remember_decline", rule.RememberDecline);
        if (rule.Prompts is { } prompts)
        {
            text.Member("prompts", $"{{ most: {Number(prompts.Most)}, per: {Duration(prompts.Per)} }}");
        }

        if (rule.Review is { } review)
        {
            text.Map("review", () => Review(text, review));
        }
    }

    private static void Review(YamlText text, ReviewRule review)
    {
        text.Texts("reviewers", review.Reviewers);
        text.Member("approvals", Number(review.Approvals));
        text.Member("not_the_requester", review.NotTheRequester ? "true" : "false");
        text.Member("expires_after", Duration(review.ExpiresAfter));
        if (review.ReviewerStrength is { } strength)
        {
            text.Member("reviewer_strength", RulePrinter.Requirement(strength));
        }

        if (review.InterimIdToken)
        {
            text.Member("interim_id_token", "true");
        }

        if (review.Provisional is { } provisional)
        {
            text.Map("provisional", () =>
            {
                text.Texts("resources", provisional.Resources);
                text.Texts("operations", provisional.Operations);
                text.Member("lifetime", Duration(provisional.Lifetime));
            });
        }
    }

    private static void Authority(YamlText text, AuthorityRule rule)
    {
        text.Member("resource", YamlText.Quote(rule.Resource));
        text.Member("at", YamlText.Quote(rule.At));
        text.Texts("operations", rule.Operations);
        if (rule.Grant == GrantTime.OnRequest)
        {
            text.Member("grant", "on_request");
        }

        if (!rule.Where.IsEmpty)
        {
            text.Map("where", () =>
            {
                foreach (AttributeBound bound in rule.Where)
                {
                    text.Member(bound.Name, ConditionPrinter.Bound(bound.Name, bound.Holds));
                }
            });
        }
    }

    private static void Propagation(YamlText text, PropagationRule rule)
    {
        text.Member("depth", Number(rule.Depth));
        if (rule.Audiences.IsEmpty)
        {
            return;
        }

        text.List("audiences", rule.Audiences, audience =>
        {
            text.Member("as", YamlText.Quote(audience.As));
            text.Texts("resources", audience.Resources);
            text.Map("project", () =>
            {
                Texts(text, "params", audience.ProjectParams);
                text.Member("actor", audience.ProjectActor == ActorProjection.WhenVerified ? "when_verified" : "never");
            });
            text.Member("assertion_lifetime", Duration(audience.AssertionLifetime));
            if (audience.Require is { } require)
            {
                text.Member("require", RulePrinter.Requirement(require));
            }
        });
    }

    private static void Case(YamlText text, CatalogCase item)
    {
        text.Member("name", YamlText.Quote(item.Name));
        if (item.MissionJson is { } mission)
        {
            text.Member("mission", JsonAsYaml.Of(mission));
        }

        if (item.ActionJson is { } action)
        {
            text.Member("action", JsonAsYaml.Of(action));
        }

        text.Member("expect", Expectation(item.Expect));
    }

    private static string Expectation(CaseExpectation expect)
    {
        if (expect.Codes.IsEmpty && !expect.IsAboutRules)
        {
            return expect.Outcome;
        }

        string?[] members =
        [
            $"{expect.Outcome}: {YamlText.Flow(expect.Codes)}",
            expect.Rules is { } rules ? $"rules: {YamlText.Flow(rules.Select(YamlText.Quote))}" : null,
            expect.Lifetime is { } lifetime ? $"lifetime: {Duration(lifetime)}" : null,
            expect.Withheld is { } withheld ? $"withheld: {YamlText.Flow(withheld.Select(YamlText.Quote))}" : null,
        ];
        return $"{{ {string.Join(", ", members.OfType<string>())} }}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan value) => FactText.Duration(value.Ticks);

    private static void Optional(YamlText text, string name, TimeSpan? value)
    {
        if (value is { } duration)
        {
            text.Member(name, Duration(duration));
        }
    }

    private static void Texts(YamlText text, string name, ValueArray<string> items)
    {
        if (!items.IsEmpty)
        {
            text.Texts(name, items);
        }
    }
}
