using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Binding;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Validation;

namespace MissionPolicy.Engine.Loading;

/// <summary>Text to a validated catalog, all or nothing: read, bind, validate.</summary>
/// <remarks>The order of the files never matters. Files under <c>vocabulary/</c> are the vocabulary, files under <c>purposes/</c> are entries;
/// a YAML file anywhere else is a mistake, and other files are not looked at.</remarks>
public static class CatalogLoader
{
    /// <summary>Loads a catalog.</summary>
    /// <param name="sources">The files, with paths relative to the catalog or to the checkout.</param>
    /// <returns>The catalog, or every mistake of every file.</returns>
    public static CatalogLoadResult Load(ImmutableArray<CatalogSource> sources)
    {
        ImmutableArray<CatalogSource> files = [.. sources.Where(source => IsYaml(source.Path)).OrderBy(source => source.Path, StringComparer.Ordinal)];
        BindingScope shared = new(new DiagnosticBag());
        ILookup<FileRole, CatalogSource> byRole = files.ToLookup(source => RoleOf(source.Path, shared));
        foreach (CatalogSource source in files)
        {
            shared.Bag.AddText(source.Path, source.Text);
        }

        CatalogVocabulary vocabulary = Vocabulary(byRole[FileRole.Vocabulary], shared);
        // Purposes do not see each other, so they are read side by side, each with a bag of its own; the merged answer is sorted and does not tell.
        ImmutableArray<(CatalogEntry? Entry, DiagnosticBag Bag)> purposes =
            [.. SideBySide.Map([.. byRole[FileRole.Purpose]], source => Purpose(source, vocabulary))];
        ImmutableArray<CatalogEntry> entries =
            [.. purposes.Select(purpose => purpose.Entry).OfType<CatalogEntry>().OrderBy(entry => entry.Kind, StringComparer.Ordinal)];
        CatalogValidator.CheckTogether(shared, entries);
        foreach (CatalogSource source in byRole[FileRole.None])
        {
            _ = YamlReader.Read(source, shared.Bag);
        }

        DiagnosticBag bag = DiagnosticBag.Merge([shared.Bag, .. purposes.Select(purpose => purpose.Bag)]);
        return bag.HasErrors
            ? new CatalogLoadResult.Refused(bag.Sorted())
            : new CatalogLoadResult.Loaded(new CatalogModel { Vocabulary = vocabulary, Entries = new(entries) });
    }

    private static CatalogVocabulary Vocabulary(IEnumerable<CatalogSource> sources, BindingScope scope)
    {
        VocabularyBinder words = new(scope);
        foreach (CatalogSource source in sources)
        {
            if (YamlReader.Read(source, scope.Bag) is { } root)
            {
                words.Add(root);
            }
        }

        return words.Finish(new SourcePosition("vocabulary", 1, 1, "$"));
    }

    private static (CatalogEntry? Entry, DiagnosticBag Bag) Purpose(CatalogSource source, CatalogVocabulary vocabulary)
    {
        BindingScope scope = new(new DiagnosticBag());
        if (YamlReader.Read(source, scope.Bag) is not { } root)
        {
            return (null, scope.Bag);
        }

        CatalogEntry entry = new EntryBinder(scope, vocabulary).Bind(root);
        CatalogValidator.Check(scope, vocabulary, entry);
        return (entry, scope.Bag);
    }

    private static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static FileRole RoleOf(string path, BindingScope scope)
    {
        string[] folders = path.Replace('\\', '/').Split('/')[..^1];
        FileRole role = folders.Contains("purposes") ? FileRole.Purpose : folders.Contains("vocabulary") ? FileRole.Vocabulary : FileRole.None;
        if (role == FileRole.None)
        {
            scope.Error(
                DiagnosticCodes.UnknownFile,
                new SourcePosition(path, 1, 1, "$"),
                "The file is neither vocabulary nor purpose.",
                "Move it to `vocabulary/` or `purposes/`, or out of the catalog.");
        }

        return role;
    }

    private enum FileRole
    {
        None,
        Vocabulary,
        Purpose,
    }
}
