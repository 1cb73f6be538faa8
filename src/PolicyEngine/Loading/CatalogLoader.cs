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
        DiagnosticBag bag = new();
        BindingScope scope = new(bag);
        ImmutableArray<(FileRole Role, YamlMap Root)> files =
        [
            .. sources.Where(source => IsYaml(source.Path))
                .OrderBy(source => source.Path, StringComparer.Ordinal)
                .Select(source => (RoleOf(source.Path, scope), YamlReader.Read(source, bag)))
                .Where(file => file.Item2 is not null)
                .Select(file => (file.Item1, file.Item2!)),
        ];

        VocabularyBinder words = new(scope);
        foreach ((_, YamlMap root) in files.Where(file => file.Role == FileRole.Vocabulary))
        {
            words.Add(root);
        }

        CatalogVocabulary vocabulary = words.Finish(new SourcePosition("vocabulary", 1, 1, "$"));
        ImmutableArray<CatalogEntry> entries =
        [
            .. files.Where(file => file.Role == FileRole.Purpose)
                .Select(file => new EntryBinder(scope, vocabulary).Bind(file.Root))
                .OrderBy(entry => entry.Kind, StringComparer.Ordinal),
        ];
        CatalogValidator.Check(scope, vocabulary, entries);
        return bag.HasErrors
            ? new CatalogLoadResult.Refused(bag.Sorted())
            : new CatalogLoadResult.Loaded(new CatalogModel { Vocabulary = vocabulary, Entries = new(entries) });
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
