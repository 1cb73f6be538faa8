using System.Text.Json;
using Json.Schema;
using Json.Schema.Keywords;
using Json.Schema.Keywords.Draft201909;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary>Draft 2020-12 of JsonSchema.Net with every handler replaced that hostile input can use.</summary>
/// <remarks>No schema can leave it: <c>$schema</c> chooses nothing, and what is not here does not build.</remarks>
internal static class GuardedDialect
{
    /// <summary>The dialect.</summary>
    public static Dialect Dialect { get; } = Dialect.Draft202012
        .Without(
        [
            IdKeyword.Instance, Json.Schema.Keywords.AnchorKeyword.Instance, VocabularyKeyword.Instance,
            ContentEncodingKeyword.Instance, ContentMediaTypeKeyword.Instance, ContentSchemaKeyword.Instance,
        ])
        .With(
            [
                .. GuardedNumbers.All,
                .. GuardedTexts.All,
                .. GuardedValues.All,
                new CountedBranches(AllOfKeyword.Instance),
                new CountedBranches(AnyOfKeyword.Instance),
                new CountedBranches(OneOfKeyword.Instance),
                new GuardedProperties(),
                new GuardedPatternProperties(),
                new GuardedDependentSchemas(),
                new GuardedAdditionalProperties(),
                new GuardedItems(),
                new GuardedReference(),
                new GuardedDynamicReference(),
                new GuardedAssertion("$schema", _ => null, (_, _) => null),
            ],
            id: new Uri("https://mission-policy.invalid/dialect"),
            allowUnknownKeywords: false);

    /// <summary>The formats: ours under their names; for the approximate ones JsonSchema.Net falls back to its own.</summary>
    public static FormatRegistry Formats { get; } = Registry();

    private static FormatRegistry Registry()
    {
        FormatRegistry registry = new();
        foreach (string name in Params.Formats.Names)
        {
            registry.Register(new PredicateFormat(
                name, value => value.ValueKind != JsonValueKind.String || Params.Formats.Fits(name, value.GetString()!)));
        }

        return registry;
    }
}
