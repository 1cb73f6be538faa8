using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary><c>minLength</c>, <c>maxLength</c>, <c>pattern</c>, <c>format</c>.</summary>
internal static class StringKeywords
{
    public static bool Check(SchemaValidation run, SchemaNode schema, JsonElement value, string at)
    {
        if (schema.MinLength is null && schema.MaxLength is null && schema.Pattern is null && schema.Format is null)
        {
            return true;
        }

        string text = value.GetString()!;
        bool fits = true;
        int length = CodePoints(text);
        if (length < schema.MinLength)
        {
            fits = run.Fail(schema, at, "minLength", $"at least {schema.MinLength} characters are needed");
        }

        if (length > schema.MaxLength)
        {
            fits = run.Fail(schema, at, "maxLength", $"at most {schema.MaxLength} characters are allowed");
        }

        if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            fits = run.Fail(schema, at, "pattern", $"does not match {pattern.Source}");
        }

        if (schema.Format is { } format && !Formats.Fits(format, text))
        {
            fits = run.Fail(schema, at, "format", $"is not a {format}");
        }

        return fits;
    }

    private static int CodePoints(string text)
    {
        int count = 0;
        foreach (char c in text)
        {
            count += char.IsLowSurrogate(c) ? 0 : 1;
        }

        return count;
    }
}
