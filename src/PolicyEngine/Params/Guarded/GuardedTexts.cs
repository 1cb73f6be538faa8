using System.Text.Json;
using Json.Schema;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>minLength</c>, <c>maxLength</c>, <c>pattern</c>.</summary>
/// <remarks>JsonSchema.Net counts text elements instead of code points, and its expressions backtrack without an end.</remarks>
internal static class GuardedTexts
{
    public static IEnumerable<IKeywordHandler> All { get; } =
    [
        new GuardedAssertion("minLength", value => Count(value), (least, instance) =>
            instance.ValueKind != JsonValueKind.String || Length(instance) >= (int)least! ? null : $"at least {least} characters are needed"),
        new GuardedAssertion("maxLength", value => Count(value), (most, instance) =>
            instance.ValueKind != JsonValueKind.String || Length(instance) <= (int)most! ? null : $"at most {most} characters are allowed"),
        new GuardedAssertion("pattern", value => Pattern(value.GetString()!), (pattern, instance) =>
            instance.ValueKind != JsonValueKind.String || ((SchemaPattern)pattern!).IsMatch(instance.GetString()!)
                ? null
                : $"does not match {((SchemaPattern)pattern).Source}"),
    ];

    /// <summary>A pattern that runs in linear time.</summary>
    /// <exception cref="JsonSchemaException">The pattern was not checked before the schema was built.</exception>
    public static SchemaPattern Pattern(string source) =>
        PatternSyntax.TryCompile(source, out SchemaPattern? pattern, out string? why) ? pattern! : throw new JsonSchemaException(why!);

    private static int Count(JsonElement value) => JsonNumber.Parse(value.GetRawText()).TryCount(out int count)
        ? count
        : throw new JsonSchemaException("a whole number from 0 is needed");

    private static int Length(JsonElement instance) => instance.GetString()!.EnumerateRunes().Count();
}
