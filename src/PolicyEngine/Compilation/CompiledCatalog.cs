using System.Collections.Frozen;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.Engine.Compilation;

/// <summary>A whole catalog, ready to be asked. Immutable: a host swaps one reference to reload.</summary>
public sealed class CompiledCatalog
{
    private CompiledCatalog(CatalogVocabulary vocabulary, FrozenDictionary<string, CompiledPurpose> purposes, string digest, EnvelopeShapes shapes)
    {
        Shapes = shapes;
        Vocabulary = vocabulary;
        Purposes = purposes;
        Digest = digest;
    }

    /// <summary>The vocabulary.</summary>
    public CatalogVocabulary Vocabulary { get; }

    /// <summary>The purposes by kind.</summary>
    public FrozenDictionary<string, CompiledPurpose> Purposes { get; }

    /// <summary>The digest of the whole catalog (<c>sha-256:…</c>); the order of files does not matter.</summary>
    public string Digest { get; }

    /// <summary>Who prepares and asks the rules of this catalog and of the Missions under it.</summary>
    public EnvelopeShapes Shapes { get; }

    /// <summary>The purpose with a kind, or null.</summary>
    /// <param name="kind">The kind.</param>
    public CompiledPurpose? Purpose(string kind) => Purposes.GetValueOrDefault(kind);

    /// <summary>Compiles validated entries with the default backend.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="entries">The entries, in any order; kinds are unique.</param>
    public static CompiledCatalog Compile(CatalogVocabulary vocabulary, IEnumerable<CatalogEntry> entries) =>
        Compile(vocabulary, entries, EnvelopeShapes.Compiled);

    /// <summary>Compiles validated entries.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="entries">The entries, in any order; kinds are unique.</param>
    /// <param name="shapes">Who prepares and asks the rules; kept from one catalog to the next, so that live Missions keep their programs.</param>
    public static CompiledCatalog Compile(CatalogVocabulary vocabulary, IEnumerable<CatalogEntry> entries, EnvelopeShapes shapes)
    {
        FrozenDictionary<string, CompiledPurpose> purposes = SideBySide.Map([.. entries], entry => PurposeCompiler.Compile(entry, vocabulary, shapes))
            .ToFrozenDictionary(purpose => purpose.Entry.Kind, StringComparer.Ordinal);
        string digest = Canonical.Digest.Of(JsonText.Canonical(writer =>
        {
            writer.WriteStartObject();
            JsonText.Strings(writer, "entries", purposes.Values.Select(purpose => purpose.Digest).Order(StringComparer.Ordinal));
            writer.WritePropertyName("vocabulary");
            VocabularyJson.Write(writer, vocabulary, classes: null);
            writer.WriteEndObject();
        }));
        return new CompiledCatalog(vocabulary, purposes, digest, shapes);
    }
}
