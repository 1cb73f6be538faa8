using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Compilation;

/// <summary>The canonical JSON of one rule of an entry's author.</summary>
internal static class AuthorRulesJson
{
    public static void Write(Utf8JsonWriter writer, AuthorRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("name", rule.Name);
        writer.WritePropertyName("when");
        ConditionJson.Write(writer, rule.When);
        writer.WriteStartObject("then");
        Then(writer, rule.Then);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Then(Utf8JsonWriter writer, RuleConsequences then)
    {
        if (then.Refuse)
        {
            writer.WriteBoolean("refuse", true);
        }

        if (then.Require is { } require)
        {
            writer.WritePropertyName("require");
            JsonText.Requirement(writer, require);
        }

        JsonText.Optional(writer, "approval", then.Approval?.ToString());
        JsonText.Optional(writer, "shorten", then.Shorten is { } longest ? FactText.Duration(longest.Ticks) : null);
        if (!then.Withhold.IsEmpty)
        {
            JsonText.Strings(writer, "withhold", then.Withhold.Order(StringComparer.Ordinal));
        }

        JsonText.List(writer, "add", then.Add.OrderBy(add => add.Name, StringComparer.Ordinal), (inner, add) =>
        {
            inner.WriteStartObject();
            inner.WriteString("name", add.Name);
            inner.WriteNumber("amount", add.Amount);
            inner.WriteEndObject();
        });
        JsonText.List(writer, "tag", then.Tag.OrderBy(tag => tag.Name, StringComparer.Ordinal), (inner, tag) =>
        {
            inner.WriteStartObject();
            inner.WriteString("name", tag.Name);
            inner.WriteString("text", tag.Text);
            inner.WriteEndObject();
        });
    }
}
