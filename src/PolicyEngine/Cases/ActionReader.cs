using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Cases;

/// <summary>Reads an action written flat, as authors write it: the frame members by name, every other member an attribute.</summary>
public static class ActionReader
{
    private static readonly string[] Frame = ["subject", "tenant", "resource", "operation", "audience", "until", "propagation", "at"];

    /// <summary>Reads an action.</summary>
    /// <param name="json">The action.</param>
    /// <param name="vocabulary">The vocabulary that types the attributes.</param>
    /// <param name="defaults">The subject, tenant and time where the action names none.</param>
    /// <param name="action">The action.</param>
    /// <returns>Null, or what is wrong with the action.</returns>
    public static string? TryRead(JsonElement json, CatalogVocabulary vocabulary, ActionDefaults defaults, out DiscoveredAction? action)
    {
        action = null;
        if (Text(json, "resource") is not { } resource || Text(json, "operation") is not { } operation)
        {
            return "`resource` and `operation` are needed";
        }

        if (Instant(json, "until", null) is not { IsValid: true } until || Instant(json, "at", defaults.At) is not { IsValid: true } at)
        {
            return "`until` and `at` are date-times with an offset";
        }

        JsonElement propagation = json.TryGetProperty("propagation", out JsonElement given) ? given : default;
        if (propagation.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object) || Depth(propagation) is not { IsValid: true } depth)
        {
            return "`propagation` is `{ audience, depth }`";
        }

        action = new DiscoveredAction
        {
            Subject = Text(json, "subject") ?? defaults.Subject,
            Tenant = Text(json, "tenant") ?? defaults.Tenant,
            Resource = resource,
            Operation = operation,
            Audience = Text(json, "audience"),
            At = at.Value ?? defaults.At,
            Until = until.Value,
            PropagationAudience = propagation.ValueKind == JsonValueKind.Object ? Text(propagation, "audience") : null,
            PropagationDepth = depth.Value,
            Attributes = Attributes(json.EnumerateObject().Where(member => !Frame.Contains(member.Name)), vocabulary.Class(resource)),
        };
        return null;
    }

    /// <summary>Types attributes by the vocabulary. One that the class does not have says nothing; one of another type is absent, so that bounds on it cross.</summary>
    /// <param name="members">The members.</param>
    /// <param name="resource">The class, or null for a class that the vocabulary does not know.</param>
    public static ImmutableArray<AttributeValue> Attributes(IEnumerable<JsonProperty> members, ResourceClass? resource)
    {
        ImmutableArray<AttributeValue>.Builder typed = ImmutableArray.CreateBuilder<AttributeValue>();
        foreach (JsonProperty member in members)
        {
            FactKind? kind = member.Name == "id" ? FactKind.Text : resource?.Attribute(member.Name)?.Kind;
            if (kind is { } known)
            {
                typed.Add(new AttributeValue(member.Name, JsonFacts.Read(member.Value, known)));
            }
        }

        return typed.ToImmutable();
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static (bool IsValid, DateTimeOffset? Value) Instant(JsonElement json, string name, DateTimeOffset? fallback)
    {
        if (!json.TryGetProperty(name, out JsonElement value))
        {
            return (true, fallback);
        }

        bool isInstant = FactText.TryInstant(value.ValueKind == JsonValueKind.String ? value.GetString() : null, out DateTimeOffset instant);
        return (isInstant, instant);
    }

    private static (bool IsValid, int? Value) Depth(JsonElement propagation)
    {
        if (propagation.ValueKind != JsonValueKind.Object || !propagation.TryGetProperty("depth", out JsonElement value))
        {
            return (true, null);
        }

        bool isDepth = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int depth) && depth >= 0;
        return (isDepth, isDepth ? value.GetInt32() : null);
    }
}
