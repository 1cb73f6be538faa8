using System.Text;
using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some.Generated;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>The words of the generated envelopes.</summary>
internal static class SomeVocabulary
{
    public static CatalogVocabulary OfGenerated { get; } = new()
    {
        Classes = [.. GenEnvelope.Classes.Select(Class), Other],
        Levels = [new AssuranceLevel("mfa", "Two factors")],
        MaxLifetime = TimeSpan.FromDays(1),
    };

    private static ResourceClass Other => new()
    {
        Name = "other", Title = "Other things", Operations = [], Attributes = [new AttributeDefinition("shared", FactKind.Number, "shared")],
    };

    /// <summary>The bounds as a token carries them.</summary>
    public static string Write(ValueArray<AttributeBound> where)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            TokenConstraints.Write(writer, where);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static ResourceClass Class(string name) => new()
    {
        Name = name,
        Title = "Things of " + name,
        Operations = [.. GenEnvelope.Operations.Order(StringComparer.Ordinal).Select(operation => new OperationDefinition { Name = operation, Title = operation })],
        Attributes =
        [
            .. GenFacts.Attributes.Where(attribute => attribute.Name != "id").Select(attribute => new AttributeDefinition(attribute.Name, attribute.Kind, attribute.Name)),
            new AttributeDefinition("length", FactKind.Duration, "length"),
            new AttributeDefinition("shared", FactKind.Text, "shared"),
            new AttributeDefinition("urgent", FactKind.Flag, "urgent"),
        ],
    };
}
