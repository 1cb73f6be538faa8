using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary><c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c>, <c>multipleOf</c>.</summary>
internal static class NumberKeywords
{
    public static bool Check(SchemaValidation run, SchemaNode schema, JsonElement value, string at)
    {
        if (schema.Minimum is null && schema.Maximum is null && schema.ExclusiveMinimum is null && schema.ExclusiveMaximum is null && schema.MultipleOf is null)
        {
            return true;
        }

        JsonNumber number = JsonNumber.Parse(value.GetRawText());
        bool fits = true;
        if (number < schema.Minimum)
        {
            fits = run.Fail(schema, at, "minimum", $"at least {schema.Minimum} is needed");
        }

        if (number > schema.Maximum)
        {
            fits = run.Fail(schema, at, "maximum", $"at most {schema.Maximum} is allowed");
        }

        if (number <= schema.ExclusiveMinimum)
        {
            fits = run.Fail(schema, at, "exclusiveMinimum", $"more than {schema.ExclusiveMinimum} is needed");
        }

        if (number >= schema.ExclusiveMaximum)
        {
            fits = run.Fail(schema, at, "exclusiveMaximum", $"less than {schema.ExclusiveMaximum} is needed");
        }

        if (schema.MultipleOf is { } unit && !number.IsMultipleOf(unit))
        {
            fits = run.Fail(schema, at, "multipleOf", $"a multiple of {unit} is needed");
        }

        return fits;
    }
}
