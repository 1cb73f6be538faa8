using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Loading.Binding;

namespace MissionPolicy.CatalogLint.Commands.Starting;

/// <summary><c>catalog-lint new</c>: an entry to begin with, narrow, with cases, and clean from its first line on.</summary>
internal static class NewCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="asked">What was asked.</param>
    /// <exception cref="CouldNotRunException">The catalog does not load, or the kind, class or file is not possible.</exception>
    public static int Run(ToolHost host, NewRun asked)
    {
        string name = FileName(asked.Kind);
        string file = Path.Combine(host.Resolve(asked.Folder), "purposes", name + ".yaml");
        CatalogModel model = Load(CatalogFolder.Read(host.Resolve(asked.Folder)));
        if (model.Entries.FirstOrDefault(entry => entry.Kind == asked.Kind) is { } taken)
        {
            throw new CouldNotRunException($"The kind stands in {taken.Source.File} already.");
        }

        if (File.Exists(file))
        {
            throw new CouldNotRunException($"{file} is there already.");
        }

        string text = EntryTemplate.Write(new EntryTemplate.Choices
        {
            Kind = asked.Kind,
            Owner = asked.Owner,
            Title = asked.Title ?? char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' '),
            Class = Class(model.Vocabulary, asked.Resource),
            Client = asked.Client ?? model.Vocabulary.Clients?.FirstOrDefault() ?? throw new CouldNotRunException("Name the client with --client: the vocabulary lists none."),
            Tenant = asked.Tenant ?? model.Entries.Select(entry => entry.Allowed.Tenants[0]).FirstOrDefault() ?? throw new CouldNotRunException("Name the tenant with --tenant: no entry has one yet."),
            Level = model.Vocabulary.Levels[model.Vocabulary.Levels.Count / 2].Name,
            Lifetime = model.Vocabulary.MaxLifetime < TimeSpan.FromHours(1) ? model.Vocabulary.MaxLifetime : TimeSpan.FromHours(1),
        });
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        host.Output.WriteLine(Path.Combine(asked.Folder, "purposes", name + ".yaml").Replace('\\', '/'));
        return ExitCodes.Clean;
    }

    private static CatalogModel Load(ImmutableArray<CatalogSource> sources) => CatalogLoader.Load(sources).Match(
        loaded => loaded.Model,
        refused => throw new CouldNotRunException($"The catalog does not load: {refused.Diagnostics[0]}"));

    private static string FileName(string kind)
    {
        string name = kind.Split('/', ':')[^1];
        return EntryBinder.IsAbsoluteUri(kind) && name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? name
            : throw new CouldNotRunException($"`{kind}` is no kind: write an absolute URI that ends with small letters, digits and -, for example https://assistant.example.com/purposes/book-room.");
    }

    private static ResourceClass Class(CatalogVocabulary vocabulary, string? named) => named is null
        ? vocabulary.Classes[0]
        : vocabulary.Class(named) ?? throw new CouldNotRunException(
            $"`{named}` is no class of the vocabulary.{(Suggestion.For(named, vocabulary.Classes.Select(known => known.Name)) is { } close ? $" Did you mean {close}?" : string.Empty)}");
}
