using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Json.Schema;
using Json.Schema.Keywords;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary>Builds a schema that was read without a defect.</summary>
internal static class GuardedBuilder
{
    private static readonly Uri Base = new("https://mission-policy.invalid/params");

    /// <summary>Builds a schema.</summary>
    /// <param name="reading">The reading; without defects.</param>
    /// <param name="built">The schema.</param>
    /// <param name="why">Why it cannot be built.</param>
    public static bool TryBuild(SchemaReading reading, [NotNullWhen(true)] out GuardedSchema? built, out string why)
    {
        (built, why) = (null, string.Empty);
        try
        {
            // A registry of its own: the shared one keeps every schema for ever and is not made for builds side by side.
            BuildOptions options = new() { Dialect = GuardedDialect.Dialect, SchemaRegistry = new SchemaRegistry() };
            JsonSchema schema = JsonSchema.Build(reading.Schema, options, Base);
            built = FollowsAll(schema, reading) ? new GuardedSchema(schema, reading.Height) : null;
            why = built is null ? "a reference leads elsewhere than its pointer says; put its target under `$defs`" : string.Empty;
            return built is not null;
        }
        catch (Exception thrown)
        {
            why = $"the validator cannot build it: {thrown.GetType().Name}: {thrown.Message}";
            return false;
        }
    }

    // JsonSchema.Net looks references up by places that it lost count of, finds some late, and then changes a schema that is in use.
    private static bool FollowsAll(JsonSchema schema, SchemaReading reading)
    {
        HashSet<JsonSchemaNode> seen = [];
        Stack<JsonSchemaNode> open = new([schema.Root]);
        while (open.TryPop(out JsonSchemaNode? node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            foreach (KeywordData keyword in node.Keywords)
            {
                if (keyword.Handler is (RefKeyword or DynamicRefKeyword) && !Follows(keyword, reading))
                {
                    return false;
                }

                foreach (JsonSchemaNode next in keyword.Subschemas)
                {
                    open.Push(next);
                }
            }
        }

        return true;
    }

    private static bool Follows(KeywordData keyword, SchemaReading reading)
    {
        string text = keyword.RawValue.GetString()!;
        bool isFoundLater = keyword.Handler is DynamicRefKeyword && !text.StartsWith("#/", StringComparison.Ordinal) && text != "#";
        return isFoundLater
            || (keyword.Subschemas is [{ } found]
                && reading.Targets.TryGetValue(text, out JsonElement target)
                && JsonValueComparer.Instance.Equals(found.Source, target));
    }
}
