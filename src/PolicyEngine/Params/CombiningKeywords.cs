using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary><c>$ref</c>, <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c>, <c>if</c>, <c>then</c>, <c>else</c>.</summary>
internal static class CombiningKeywords
{
    public static bool Check(SchemaValidation run, SchemaNode schema, JsonElement value, string at)
    {
        bool fits = schema.Reference is null || run.Check(schema.Reference.Target, value, at);
        foreach (SchemaNode part in schema.AllOf)
        {
            fits = (fits || run.IsCollecting) && run.Check(part, value, at) && fits;
        }

        if (!fits && !run.IsCollecting)
        {
            return false;
        }

        if (!schema.AnyOf.IsEmpty && !schema.AnyOf.Any(part => run.Fits(part, value)))
        {
            fits = run.Fail(schema, at, "anyOf", "fits none of the alternatives");
        }

        if (!schema.OneOf.IsEmpty && schema.OneOf.Count(part => run.Fits(part, value)) is int matching and not 1
            && (matching == 0 || schema.OneOf.All(part => part.IsWhole)))
        {
            fits = run.Fail(schema, at, "oneOf", $"fits {matching} of the alternatives instead of exactly one");
        }

        // An outline accepts more than its schema, so that it excludes nothing.
        if (schema.Not is { IsWhole: true } excluded && run.Fits(excluded, value))
        {
            fits = run.Fail(schema, at, "not", "fits what is excluded");
        }

        return Conditional(run, schema, value, at) && fits;
    }

    private static bool Conditional(SchemaValidation run, SchemaNode schema, JsonElement value, string at)
    {
        if (schema.If is null or { IsWhole: false })
        {
            return true;
        }

        SchemaNode? branch = run.Fits(schema.If, value) ? schema.Then : schema.Else;
        return branch is null || run.Check(branch, value, at);
    }
}
