using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Context;

/// <summary>Collects every place where the applied context differs from the requested one.</summary>
/// <param name="tolerance">Known differences.</param>
/// <param name="issued">When the ID Token was issued: a longest life counts from here.</param>
internal sealed class ContextComparison(ContextTolerance tolerance, DateTimeOffset issued)
{
    // Clocks of two machines; a bound may not move by more.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>The differing paths, in the order of the request.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Compares one type.</summary>
    public void Type(string type, JsonElement asked, JsonElement applied)
    {
        if (applied.ValueKind != JsonValueKind.Object)
        {
            Differences.Add(type);
            return;
        }

        switch (type)
        {
            case ContextTypes.Purpose:
                Purpose(asked, applied);
                break;
            case ContextTypes.App or ContextTypes.Tenant:
                Same($"{type}.id", asked.Member("id"), applied.Member("id"));
                // An optional field that the server did not use may be dropped, not changed.
                if (applied.Member("domain") is JsonElement domain && type == ContextTypes.Tenant)
                {
                    Same("tenant.domain", asked.Member("domain"), domain);
                }

                break;
            default:
                Same(type, asked, applied);
                break;
        }
    }

    private void Purpose(JsonElement asked, JsonElement applied)
    {
        // No normalisation applies to the kind: it is the key of the policy.
        if (asked.Text("kind") != applied.Text("kind"))
        {
            Differences.Add("purpose.kind");
        }

        Params(asked.Member("params"), applied.Member("params"));
        if (applied.Member("actor") is JsonElement actor)
        {
            Same("purpose.actor", asked.Member("actor"), actor);
        }

        Bounds(asked.Member("constraints"), applied.Member("constraints"));
    }

    private void Params(JsonElement? asked, JsonElement? applied)
    {
        if (asked is { ValueKind: not JsonValueKind.Object } || applied is { ValueKind: not JsonValueKind.Object })
        {
            Differences.Add("purpose.params");
            return;
        }

        foreach (JsonProperty ask in asked?.EnumerateObject() ?? default)
        {
            JsonElement? answer = applied?.Member(ask.Name);
            if (answer is null && tolerance.DroppableParams.Contains(ask.Name))
            {
                continue;
            }

            Same($"purpose.params.{ask.Name}", ask.Value, answer);
        }

        foreach (JsonProperty answer in applied?.EnumerateObject() ?? default)
        {
            if (asked?.Member(answer.Name) is null)
            {
                Differences.Add($"purpose.params.{answer.Name}");
            }
        }
    }

    // The server may shorten; it may not forget or lengthen.
    private void Bounds(JsonElement? asked, JsonElement? applied)
    {
        ContextConstraints? answer = applied is JsonElement value ? ContextConstraints.Parse(value) : null;
        DateTimeOffset? limit = asked is JsonElement wanted ? ContextConstraints.Parse(wanted)?.EndFrom(issued) : null;
        DateTimeOffset? end = answer?.EndFrom(issued);
        if ((applied is not null && answer is null) || (limit is not null && (end is null || end > limit + Skew)))
        {
            Differences.Add("purpose.constraints");
        }
    }

    private void Same(string path, JsonElement? asked, JsonElement? applied)
    {
        if (asked is JsonElement a && applied is JsonElement b)
        {
            if (JsonElement.DeepEquals(a, b) || IsKnown(path, a, b))
            {
                return;
            }

            if (a.ValueKind == JsonValueKind.Object && b.ValueKind == JsonValueKind.Object)
            {
                foreach (string name in a.EnumerateObject().Concat(b.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal))
                {
                    Same($"{path}.{name}", a.Member(name), b.Member(name));
                }

                return;
            }
        }
        else if (asked is null && applied is null)
        {
            return;
        }

        Differences.Add(path);
    }

    private bool IsKnown(string path, JsonElement asked, JsonElement applied) =>
        asked.ValueKind == JsonValueKind.String && applied.ValueKind == JsonValueKind.String
        && tolerance.Normalisations.Contains(new Normalisation(path, asked.GetString()!, applied.GetString()!));
}
