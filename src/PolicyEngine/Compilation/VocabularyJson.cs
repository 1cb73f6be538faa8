using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;

namespace MissionPolicy.Engine.Compilation;

/// <summary>The canonical JSON of the words that entries use; the meaning of an entry depends on them.</summary>
internal static class VocabularyJson
{
    public static void Write(Utf8JsonWriter writer, CatalogVocabulary vocabulary, IReadOnlySet<string>? classes)
    {
        writer.WriteStartObject();
        JsonText.Strings(writer, "levels", vocabulary.Levels.Select(level => level.Name));
        JsonText.List(writer, "classes", vocabulary.Classes.Where(item => classes?.Contains(item.Name) != false).OrderBy(item => item.Name, StringComparer.Ordinal), WriteClass);
        writer.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter writer, ResourceClass item)
    {
        writer.WriteStartObject();
        writer.WriteString("name", item.Name);
        JsonText.List(writer, "operations", item.Operations.OrderBy(operation => operation.Name, StringComparer.Ordinal), (inner, operation) =>
        {
            inner.WriteStartObject();
            inner.WriteString("name", operation.Name);
            JsonText.Strings(inner, "implies", operation.Implies);
            JsonText.Strings(inner, "stronger_than", operation.StrongerThan);
            inner.WriteEndObject();
        });
        JsonText.List(writer, "attributes", item.Attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal), (inner, attribute) =>
        {
            inner.WriteStartObject();
            inner.WriteString("name", attribute.Name);
            inner.WriteString("kind", attribute.Kind.ToString());
            inner.WriteEndObject();
        });
        writer.WriteEndObject();
    }
}
