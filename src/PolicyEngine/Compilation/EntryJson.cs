using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Compilation;

/// <summary>The canonical JSON of what an entry means. Layout, positions, comments and cases are not part of it.</summary>
/// <remarks>The order in which an author lists rules is no meaning either, so lists of rules are sorted by their own text.</remarks>
internal static class EntryJson
{
    public static void Write(Utf8JsonWriter writer, CatalogEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", entry.Kind);
        writer.WriteNumber("version", entry.Version);
        writer.WriteString("owner", entry.Owner);
        writer.WriteString("title", entry.Title);
        writer.WriteString("summary", entry.Summary);
        JsonText.Strings(writer, "clients", Sorted(entry.Allowed.Clients));
        JsonText.Strings(writer, "applications", Sorted(entry.Allowed.Applications));
        JsonText.Strings(writer, "tenants", Sorted(entry.Allowed.Tenants));
        writer.WritePropertyName("schema");
        writer.WriteRawValue(entry.Params.SchemaJson);
        JsonText.Strings(writer, "governing", Sorted(entry.Params.Governing));
        JsonText.Strings(writer, "audit_only", Sorted(entry.Params.AuditOnly));
        WriteAuthentication(writer, entry.Authentication);
        WriteApproval(writer, entry.Approval);
        Rules(writer, "authority", entry.Authority, WriteAuthority);
        Rules(writer, "never", entry.Never, WriteNever);
        if (!entry.Rules.IsEmpty)
        {
            Rules(writer, "rules", entry.Rules, AuthorRulesJson.Write);
        }

        writer.WriteString("max", FactText.Duration(entry.Lifetime.Max.Ticks));
        Duration(writer, "idle", entry.Lifetime.Idle);
        writer.WriteNumber("depth", entry.Propagation.Depth);
        Rules(writer, "audiences", entry.Propagation.Audiences, WriteAudience);
        Duration(writer, "resume_within", entry.Resume.Within);
        JsonText.Strings(writer, "resume_same", Sorted(entry.Resume.Same));
        writer.WriteString("resume_otherwise", entry.Resume.Otherwise.ToString());
        if (entry.OnChange != ChangeRule.Narrow)
        {
            writer.WriteString("on_change", entry.OnChange.ToString());
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> values) => values.Order(StringComparer.Ordinal);

    private static void Rules<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write) =>
        JsonText.List(
        writer,
        name,
        items.Select(item => JsonText.Canonical(inner => write(inner, item))).Order(StringComparer.Ordinal),
        (outer, text) => outer.WriteRawValue(text));

    private static void Duration(Utf8JsonWriter writer, string name, TimeSpan? value) =>
        JsonText.Optional(writer, name, value is { } duration ? FactText.Duration(duration.Ticks) : null);

    private static void WriteAuthentication(Utf8JsonWriter writer, AuthenticationRule rule)
    {
        writer.WritePropertyName("require");
        JsonText.Requirement(writer, rule.Require);
        writer.WriteBoolean("verified_actor", rule.VerifiedActor);
        Rules(writer, "step_up", rule.StepUp, WriteStepUp);
    }

    private static void WriteStepUp(Utf8JsonWriter writer, StepUpRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("name", rule.Name);
        writer.WritePropertyName("when");
        ConditionJson.Write(writer, rule.When);
        writer.WritePropertyName("require");
        JsonText.Requirement(writer, rule.Require);
        writer.WriteEndObject();
    }

    private static void WriteApproval(Utf8JsonWriter writer, ApprovalRule rule)
    {
        writer.WriteString("approval", rule.Mode.ToString());
        writer.WriteBoolean("precreated", rule.Precreated);
        JsonText.Strings(writer, "approvers", Sorted(rule.Approvers));
        Duration(writer, "remember_decline", rule.RememberDecline);
        if (rule.Prompts is { } prompts)
        {
            writer.WriteStartObject("prompts");
            writer.WriteNumber("most", prompts.Most);
            Duration(writer, "per", prompts.Per);
            writer.WriteEndObject();
        }

        if (rule.Review is { } review)
        {
            writer.WritePropertyName("review");
            WriteReview(writer, review);
        }
    }

    private static void WriteReview(Utf8JsonWriter writer, ReviewRule review)
    {
        writer.WriteStartObject();
        JsonText.Strings(writer, "reviewers", Sorted(review.Reviewers));
        writer.WriteNumber("approvals", review.Approvals);
        writer.WriteBoolean("not_the_requester", review.NotTheRequester);
        Duration(writer, "expires_after", review.ExpiresAfter);
        if (review.ReviewerStrength is { } strength)
        {
            writer.WritePropertyName("reviewer_strength");
            JsonText.Requirement(writer, strength);
        }

        writer.WriteBoolean("interim_id_token", review.InterimIdToken);
        if (review.Provisional is { } provisional)
        {
            writer.WriteStartObject("provisional");
            JsonText.Strings(writer, "resources", Sorted(provisional.Resources));
            JsonText.Strings(writer, "operations", Sorted(provisional.Operations));
            Duration(writer, "lifetime", provisional.Lifetime);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteAuthority(Utf8JsonWriter writer, AuthorityRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("resource", rule.Resource);
        writer.WriteString("at", rule.At);
        JsonText.Strings(writer, "operations", Sorted(rule.Operations));
        JsonText.Optional(writer, "grant", rule.Grant == GrantTime.OnRequest ? "on_request" : null);
        JsonText.List(writer, "where", rule.Where.OrderBy(bound => bound.Name, StringComparer.Ordinal), (inner, bound) =>
        {
            inner.WriteStartObject();
            inner.WriteString("name", bound.Name);
            inner.WritePropertyName("holds");
            ConditionJson.Write(inner, bound.Holds);
            inner.WriteEndObject();
        });
        writer.WriteEndObject();
    }

    private static void WriteNever(Utf8JsonWriter writer, ForbiddenRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("resource", rule.Resource);
        JsonText.Strings(writer, "operations", Sorted(rule.Operations));
        writer.WriteEndObject();
    }

    private static void WriteAudience(Utf8JsonWriter writer, AudienceRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("as", rule.As);
        JsonText.Strings(writer, "resources", Sorted(rule.Resources));
        JsonText.Strings(writer, "project_params", Sorted(rule.ProjectParams));
        writer.WriteString("project_actor", rule.ProjectActor.ToString());
        Duration(writer, "assertion_lifetime", rule.AssertionLifetime);
        if (rule.Require is { } require)
        {
            writer.WritePropertyName("require");
            JsonText.Requirement(writer, require);
        }

        writer.WriteEndObject();
    }
}
