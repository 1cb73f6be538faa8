using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary><c>required</c>, <c>properties</c>, <c>additionalProperties</c>, <c>minProperties</c>, <c>maxProperties</c>.</summary>
internal static class ObjectKeywords
{
    public static bool Check(SchemaValidation run, SchemaNode schema, JsonElement value, string at)
    {
        bool fits = true;
        foreach (string name in schema.Required)
        {
            if (!value.TryGetProperty(name, out _))
            {
                fits = run.Fail(schema, at, "required", $"\"{name}\" is missing");
            }
        }

        int count = value.GetPropertyCount();
        if (count < schema.MinProperties)
        {
            fits = run.Fail(schema, at, "minProperties", $"at least {schema.MinProperties} members are needed");
        }

        if (count > schema.MaxProperties)
        {
            fits = run.Fail(schema, at, "maxProperties", $"at most {schema.MaxProperties} members are allowed");
        }

        return (fits || run.IsCollecting) && Members(run, schema, value, at) && fits;
    }

    private static bool Members(SchemaValidation run, SchemaNode schema, JsonElement value, string at)
    {
        // In an outline nothing is known of the names that `patternProperties` covers.
        SchemaNode? others = schema.Uncompared.ContainsKey("patternProperties") ? null : schema.AdditionalProperties;
        if (schema.Properties.Count == 0 && others is null)
        {
            return true;
        }

        bool fits = true;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (schema.Properties.TryGetValue(member.Name, out SchemaNode? property))
            {
                fits &= run.Check(property, member.Value, run.Member(at, member.Name));
            }
            else if (others is { AllowsAnything: false })
            {
                fits = run.Fail(schema, run.Member(at, member.Name), "additionalProperties", $"\"{member.Name}\" is not a known member");
            }
            else if (others is { } additional)
            {
                fits &= run.Check(additional, member.Value, run.Member(at, member.Name));
            }

            if (!fits && !run.IsCollecting)
            {
                return false;
            }
        }

        return fits;
    }
}
