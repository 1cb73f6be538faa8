using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Compilation;

/// <summary>From a validated entry to something that can be asked.</summary>
public static class PurposeCompiler
{
    /// <summary>Compiles an entry.</summary>
    /// <param name="entry">A validated entry.</param>
    /// <param name="vocabulary">The vocabulary that it was validated with.</param>
    /// <param name="shapes">Who prepares and asks its rules, and those of its envelopes.</param>
    /// <exception cref="InvalidOperationException">The entry was not validated: its schema does not compile.</exception>
    public static CompiledPurpose Compile(CatalogEntry entry, CatalogVocabulary vocabulary, EnvelopeShapes shapes)
    {
        RuleSet rules = RuleSetCompiler.Bootstrap(entry);
        SchemaCompilation.Compiled compiled = entry.Params.Compiled.For(entry.Params.SchemaJson) ?? Schema(entry.Params.SchemaJson);
        return new CompiledPurpose
        {
            Entry = entry,
            Vocabulary = vocabulary,
            Digest = DigestOf(entry, vocabulary),
            Schema = compiled.Schema,
            SchemaRoot = compiled.Root,
            SchemaOutline = compiled.Outline,
            ParamKinds = ParamKinds.Of(compiled.Outline),
            Program = shapes.Backend.Compile(rules),
            Kept = AuthorRules.Kept(rules),
            Resume = shapes.Backend.Compile(ResumeRules.Of(entry)),
            Shapes = shapes,
        };
    }

    /// <summary>The digest of what an entry means, with the words that it uses.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    public static string DigestOf(CatalogEntry entry, CatalogVocabulary vocabulary)
    {
        HashSet<string> classes = [.. entry.Authority.Select(rule => rule.Resource), .. entry.Never.Select(rule => rule.Resource)];
        return Digest.Of(JsonText.Canonical(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("entry");
            EntryJson.Write(writer, entry);
            writer.WritePropertyName("vocabulary");
            VocabularyJson.Write(writer, vocabulary, classes);
            writer.WriteEndObject();
        }));
    }

    private static SchemaCompilation.Compiled Schema(string json)
    {
        using JsonDocument schema = JsonDocument.Parse(json);
        return new JsonSchemaCompiler().Compile(schema.RootElement.Clone()).Match(
            compiled => compiled,
            refused => throw new InvalidOperationException($"The entry was not validated: {refused.Defects[0].Message}"));
    }
}
