using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Configuration;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>A whole catalog as rules see it.</summary>
internal sealed record LintCatalog
{
    /// <summary>The entries, by file.</summary>
    public required ImmutableArray<LintEntry> Entries { get; init; }

    /// <summary>The vocabulary.</summary>
    public required CatalogVocabulary Vocabulary { get; init; }

    /// <summary>Where the members of the vocabulary stand.</summary>
    public required ImmutableArray<SourceMap> VocabularyFiles { get; init; }

    /// <summary>The catalog that this one is to replace, or null when there is none to compare with.</summary>
    public CompiledCatalog? Base { get; init; }

    /// <summary>Whether every file of the catalog could be read; what nobody uses can only be told then.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The numbers that rules judge by.</summary>
    public required LintLimits Limits { get; init; }

    /// <summary>The place of a member of the vocabulary.</summary>
    /// <param name="path">For example <c>$.classes.mail.message</c>.</param>
    public SourcePosition AtVocabulary(string path) => VocabularyFiles
        .Select(file => file.At(path))
        .OrderByDescending(position => position.Path.Length)
        .First() with { Path = path };
}
